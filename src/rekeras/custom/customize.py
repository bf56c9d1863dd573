"""Give the layers of somebody's own classes what their code says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rekeras.archive import Address, Archive, Layer, show_address
from rekeras.custom.asking import Asking
from rekeras.custom.identify import Identifying
from rekeras.custom.own_training import with_own_training
from rekeras.custom.session import Session
from rekeras.custom.subclassed import called_on, flattened, is_subclassed
from rekeras.custom.units import needs_code, units
from rekeras.describe import describe
from rekeras.records import Finding


def customized(archive: Archive, session: Session) -> Archive:
    """The archive with every layer of the code's classes built and paired with its tensors.

    What does not agree is a finding, always a refusal: such a layer stays without its variables.
    """
    subclassed = is_subclassed(archive)
    identifying = Identifying(session)
    model = identifying.identified(flattened(archive.model) if subclassed else archive.model)
    asking = {unit.address: Asking(archive.source, session, unit) for unit in units(model, needs_code)}
    inputs = called_on(archive.outline) if subclassed else None
    describe(_with_units(model, {address: one.layer for address, one in asking.items()}), inputs)
    finished = {address: one.finished() for address, one in asking.items()}
    findings = (*identifying.all_findings(), *(finding for one in asking.values() for finding in one.findings))
    kept = tuple(one for one in archive.findings if not _is_settled(one, finished))
    copies = (leftover for one in asking.values() for leftover in one.leftovers)
    leftovers = (*archive.leftovers, *copies)
    return replace(
        archive,
        model=_with_units(model, finished),
        training=with_own_training(archive.training, session),
        leftovers=leftovers,
        findings=(*kept, *findings),
    )


def _with_units(layer: Layer, found: Mapping[Address, Layer], at: Address = ()) -> Layer:
    if at in found:
        return found[at]
    return layer.map_children(lambda place, child: _with_units(child, found, (*at, place)))


def _is_settled(finding: Finding, finished: Mapping[Address, Layer]) -> bool:
    """What reading said of weights that only the code knows, or of code that it did not have."""
    where = {show_address(address) for address in finished}
    return finding.code in ("weights_disagree", "weights_missing", "no_model") and finding.where in where
