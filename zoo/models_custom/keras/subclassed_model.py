"""A model class of Keras 2.2: only its weights can be saved."""
import keras
from keras.layers import Dense, Dropout

INPUTS = (('float32', (4,)),)


class Classifier(keras.Model):

    def __init__(self, units=5, classes=2, use_bn=True):
        super(Classifier, self).__init__(name='classifier')
        self.dense1 = Dense(units, activation='relu')
        self.use_bn = use_bn
        self.dense2 = Dense(classes, activation='softmax')
        self.dp = Dropout(0.5)
        if use_bn:
            self.bn = keras.layers.BatchNormalization(axis=-1)

    def call(self, inputs):
        x = self.dp(self.dense1(inputs))
        if self.use_bn:
            x = self.bn(x)
        return self.dense2(x)


def build_model():
    model = Classifier(units=5, classes=3)
    model.compile(optimizer='sgd', loss='categorical_crossentropy')
    return model
