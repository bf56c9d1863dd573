from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_vgg16_from_vgg19() -> None:
    assert causes("vgg16", "vgg19")["network_variant"] == (
        "the weights are those of VGG16, the architecture is VGG19. Build VGG16, or take the weights of VGG19."
    )


def test_tells_the_depth_of_a_resnet() -> None:
    assert causes("resnet50", "resnet101") == {
        "network_variant": "the weights are those of ResNet50, the architecture is ResNet101. "
        "Build ResNet50, or take the weights of ResNet101."
    }


def test_says_nothing_of_one_variant() -> None:
    assert "network_variant" not in causes("vgg16", "vgg16_notop")
