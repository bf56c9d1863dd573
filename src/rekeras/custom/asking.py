"""One unit while its code is asked: what it gives, then whether what it holds is what the file has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rekeras.archive import Code, Layer, Leftover, Source, walk
from rekeras.custom import discrepancies
from rekeras.custom.entries import Made
from rekeras.custom.fitting import Fitted, filled, fit, with_parts
from rekeras.custom.identify import LAYERS
from rekeras.custom.outputs import Outputs
from rekeras.custom.places import Places
from rekeras.custom.requests import call_for, config_for, from_data, is_known_call
from rekeras.custom.session import CodeObject, Session
from rekeras.custom.units import Unit, needs_code
from rekeras.layers._description import Inputs
from rekeras.records import Finding, Severity


class Asking:
    """One unit; ``layer`` asks when it is described.

    Args:
        source: Where the model came from.
        session: The code.
        unit: What is built as a whole.
    """

    def __init__(self, source: Source, session: Session, unit: Unit) -> None:
        self._source, self._session, self._unit = source, session, unit
        self.findings: list[Finding] = []
        self.leftovers: tuple[Leftover, ...] = ()
        self._outputs = Outputs(self._ask)
        self._answer: dict[str, Any] | None = None
        self._inputs = Inputs()
        self.layer = replace(unit.layer, code=replace(unit.layer.code or Code(), outputs=self._outputs))

    def _ask(self, inputs: Inputs) -> Any:
        """Have it built on these inputs; what it gives."""
        if not self._can_be_built() or not is_known_call(inputs):
            return None
        answer = self._session.build(config_for(self._unit.layer, self._source), [call_for(inputs)])
        if self._answer is None or "error" in answer:
            self._answer, self._inputs = answer, inputs
        return None if "error" in answer else from_data(answer["calls"][0]["outputs"])

    def _can_be_built(self) -> bool:
        """Whether the code has a layer for every class in it that is not Keras's own."""
        known = [self._object(layer) for _address, layer in walk(self._unit.layer) if needs_code(layer)]
        return all(one is not None and one.kind in LAYERS for one in known)

    def _object(self, layer: Layer) -> CodeObject | None:
        return self._session.registered(layer.code.registered_name if layer.code else "")

    def finished(self) -> Layer:
        """The unit with its tensors where its code wants them; as it was, with findings, where they do not agree."""
        unit, address = self._unit.layer, self._unit.address
        if self._answer is None:
            if self._can_be_built():
                self.findings.append(discrepancies.shape_unknown(unit, address))
            return unit
        if "error" in self._answer:
            self.findings += self._explained(self._answer)
            return unit
        held = with_parts(unit, "", self._answer["objects"])
        made = [_made(told) for told in self._answer["variables"]]
        fitted = fit(held, Places(held, self._inputs), made)
        self.findings += self._about(fitted, made)
        if any(finding.severity is Severity.REFUSAL for finding in self.findings):
            return unit
        whole = filled(held, fitted)
        self.leftovers = fitted.copies
        code = replace(whole.code or Code(), outputs=self._outputs.recorded(), built=True)
        code = replace(code, build_config=self._answer["build_config"], mask=self._answer["mask"])
        return replace(whole, code=code)

    def _about(self, fitted: Fitted, made: list[Made]) -> Iterator[Finding]:
        address = self._unit.address
        yield from discrepancies.untracked(address, (self._answer or {})["untracked"])
        yield from discrepancies.not_saved(address, (one for one in made if not one.place))
        if not fitted.matching.is_complete:
            yield discrepancies.weights_disagree(self._unit.layer, address, fitted.matching)
        if fitted.matching.by == "order":
            yield discrepancies.by_order(self._unit.layer, address, fitted.matching)

    def _explained(self, answer: Mapping[str, Any]) -> list[Finding]:
        """Why it could not be built: what its config lacks, or what its code raised."""
        found: list[Finding] = []
        for address, layer in walk(self._unit.layer) if answer["stage"] == "make" else ():
            if layer.code and layer.code.is_own_class and (known := self._object(layer)):
                found += discrepancies.config_problems(layer, (*self._unit.address, *address), known)
        if found:
            return found
        return [discrepancies.code_fails(self._unit.layer, self._unit.address, answer)]


def _made(told: Mapping[str, Any]) -> Made:
    place, *also = told["places"] or [""]
    shape = tuple(told["shape"])
    return Made(told["path"], told["attribute"], place, shape, told["dtype"], told["trainable"], tuple(also))
