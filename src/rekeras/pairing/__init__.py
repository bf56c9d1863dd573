"""Which tensor of a file is which variable of which layer, where the file only has flat lists of names."""
