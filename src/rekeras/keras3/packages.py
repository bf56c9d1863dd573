"""Which package has a class of this name: for the person whose file does not say whose a layer is."""

from __future__ import annotations

_CLASSES = {
    "autokeras": ("CastToFloat32", "ExpandLastDim", "MultiCategoryEncoding"),
    "basic_pitch": ("CQT2010v2", "FlattenAudioCh", "FlattenFreqCh", "HarmonicStacking", "NormalizedLog"),
    "CapsNet-Keras": ("CapsuleLayer", "Length"),
    "deepctr": (
        *("AFMLayer", "BiInteractionPooling", "CIN", "CrossNet", "DNN", "FM", "InteractingLayer", "NoMask"),
        *("PredictionLayer", "SequencePoolingLayer"),
    ),
    "faceswap": ("PixelShuffler", "ReflectionPadding2D"),
    "kapre": (
        *("ApplyFilterbank", "Magnitude", "MagnitudeToDecibel", "Melspectrogram", "Spectrogram", "STFT"),
        *("AmplitudeToDB", "Normalization2D", "Filterbank"),
    ),
    "keras-bert": ("Extract", "Masked", "MaskedConv1D", "MaskedGlobalMaxPool1D", "TokenEmbedding"),
    "keras-embed-sim": ("EmbeddingRet", "EmbeddingSim"),
    "keras-drop-block": ("DropBlock1D", "DropBlock2D"),
    "keras-multi-head": ("MultiHead",),
    "keras-retinanet": ("Anchors", "ClipBoxes", "FilterDetections", "RegressBoxes", "UpsampleLike"),
    "keras-tcn": ("ResidualBlock", "TCN"),
    "keras-transformer": ("TransformerACT", "TransformerTransition"),
    "keras_contrib": ("Capsule", "CosineConv2D", "CosineConvolution2D", "CosineDense"),
    "keras_contrib or tensorflow_addons": ("CRF", "InstanceNormalization"),
    "keras-self-attention": ("SeqSelfAttention", "SeqWeightedAttention", "ScaledDotProductAttention"),
    "keras-pos-embd": ("PositionEmbedding", "TrigPosEmbedding"),
    "larq": ("QuantConv1D", "QuantConv2D", "QuantDense", "QuantDepthwiseConv2D", "QuantSeparableConv2D"),
    "Mask_RCNN": ("BatchNorm", "DetectionLayer", "DetectionTargetLayer", "ProposalLayer", "PyramidROIAlign"),
    "megnet": ("GaussianExpansion", "MEGNetLayer", "Set2Set"),
    "qkeras": (
        *("QActivation", "QBatchNormalization", "QConv1D", "QConv2D", "QConv2DBatchnorm", "QDense"),
        *("QDepthwiseConv2D", "QSeparableConv2D"),
    ),
    "spektral": (
        *("ARMAConv", "ChebConv", "GATConv", "GCNConv", "GINConv", "GlobalAttentionPool", "GlobalSumPool"),
        *("GraphAttention", "GraphConv", "GraphSageConv", "MessagePassing"),
    ),
    "ssd_keras": ("AnchorBoxes", "DecodeDetections", "DecodeDetectionsFast", "L2Normalization"),
    "stellargraph": (
        "GatherIndices",
        "GraphConvolution",
        "LinkEmbedding",
        "MeanAggregator",
        "SqueezedSparseConversion",
    ),
    "tensorflow_hub": ("KerasLayer",),
    "tensorflow_model_optimization": (
        *("ClusterWeights", "PruneLowMagnitude", "QuantizeAnnotate", "QuantizeLayer", "QuantizeWrapper"),
        *("QuantizeWrapperV2",),
    ),
    "tensorflow_addons": ("WeightNormalization",),
    "tensorflow_probability": (
        *("Convolution1DFlipout", "Convolution2DFlipout", "Convolution2DReparameterization", "DenseFlipout"),
        *("DenseReparameterization", "DenseVariational", "DistributionLambda", "IndependentNormal"),
        *("MultivariateNormalTriL", "OneHotCategorical"),
    ),
    "tensorflow_recommenders": ("Cross", "DotInteraction"),
    "the CTC example on keras.io": ("CTCLayer",),
    "the ConvNeXt models of keras.applications": ("LayerScale",),
    "the SpectralNormalizationKeras repository": ("ConvSN1D", "ConvSN2D", "ConvSN2DTranspose", "ConvSN3D", "DenseSN"),
    "the transformer examples on keras.io": ("PatchEncoder", "Patches", "TokenAndPositionEmbedding"),
    "the variational examples on keras.io": ("Sampling", "VectorQuantizer"),
    "vit-keras": ("AddPositionEmbs", "ClassToken", "MultiHeadSelfAttention"),
    "voxelmorph or neurite": ("LocallyConnected3D", "RescaleTransform", "SpatialTransformer", "VecInt"),
}
CLASSES = {name: package for package, names in _CLASSES.items() for name in names}

PACKAGES = {
    "Addons": "tensorflow_addons",
    "Similarity": "tensorflow_similarity",
    "TensorFlowModelOptimization": "tensorflow_model_optimization",
    "TensorFlowTransform": "tensorflow_transform",
    "Text": "the TensorFlow model garden",
    "Vision": "the TensorFlow model garden",
    "beit": "keras_cv_attention_models",
    "kecam": "keras_cv_attention_models",
    "tensorflow_addons": "tensorflow_addons",
    **{
        name: name
        for name in (
            *("autokeras", "deepctr", "kapre", "keras_contrib", "keras_cv", "keras_hub", "keras_nlp", "keras_rs"),
            *("kgcnn", "larq", "megnet", "nfp", "qkeras", "spektral", "stellargraph", "tcn", "tensorflow_hub"),
            *("tensorflow_model_optimization", "tensorflow_probability", "tensorflow_recommenders", "tfimm"),
            *("transformers", "vit_keras", "voxelmorph"),
        )
    },
}
"""What the first part of a registered name, or of a module, tells."""
