"""Genuine models with channels first, put to channels last, against what their own framework computed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from rekeras.pipeline import convert
from rekeras.records import Outcome
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import zoo

MORE = {
    *("keras-1.2.2-theano/conv_net_th.h5", "keras-1.2.2-theano/time_distributed_th.h5"),
    *("keras-1.2.2-theano/locally_connected_2d_th.h5", "keras-2.0.8/conv_channels_first.h5"),
    *("keras-2.2.4-theano/backend_conv_lstm_valid_first.h5", "keras-2.2.4-theano/backend_pooling_same_first.h5"),
}
MEMBERS = [one for one in zoo.members() if one.archive.startswith("channels_first/") or one.id in MORE]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.id)
def test_computes_the_same(member: zoo.Member, tmp_path: Path, keras_processes: Mapping[str, KerasProcess]) -> None:
    new = tmp_path / "new.keras"
    report = convert(member.path, new, data_format="channels_last")
    assert any(finding.code in ("input_layout", "output_layout") for finding in report.findings)
    processes = {"tensorflow": keras_processes["tensorflow"]}
    checks = verify_in(processes, member.path, new, inputs=member.recording, data_format="channels_last")
    results = {check.check: check for check in checks}
    assert results["accounted"].outcome is Outcome.PASSED, results["accounted"]
    assert results["outputs_close"].outcome is Outcome.PASSED, results["outputs_close"]


def test_made_up_inputs_have_the_new_layout(tmp_path: Path, keras_processes: Mapping[str, KerasProcess]) -> None:
    (member,) = (one for one in MEMBERS if one.id == "channels_first/tf_keras-2.21/first_unet.h5")
    convert(member.path, tmp_path / "new.keras", data_format="channels_last")
    processes = {name: keras_processes[name] for name in ("tensorflow", "jax")}
    checks = verify_in(processes, member.path, tmp_path / "new.keras", data_format="channels_last")
    assert {check.outcome for check in checks if check.check == "backends_agree"} == {Outcome.PASSED}


def test_another_data_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="channels_last"):
        convert(MEMBERS[0].path, tmp_path / "new.keras", data_format="channels_first")
