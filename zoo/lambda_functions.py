"""The functions of the Lambda layers. `lambda_source.py` compiles this file under its bare name, because the bytecode
that Keras saves holds the path of its source; K is the backend, as the scripts of the time imported it."""

doubled = lambda t: t * 2.0 + 1.0
first = lambda t: t[:, 0]
mean = lambda t: K.mean(t, axis=1)
scaled = lambda t, by: t * by
gap = lambda p: K.abs(p[0] - p[1])


def square(x):
    return x * x
