// Makes models in TensorFlow.js itself, saves them as it does and records what it computes.
//
// node build_tfjs_js.js FOLDER     run it where `npm install @tensorflow/tfjs@4.22.0` put the library
//
// Each model gives NAME_tfjs/model.json and weights.bin; the recordings go as JSON to `record_tfjs_js.py`, which packs them.

const fs = require('fs');
const path = require('path');
const tf = require(require.resolve('@tensorflow/tfjs', { paths: [process.cwd()] }));

// The same numbers on every machine: a generator of our own, on a grid that packs well.
function numbers(seed, shape, low, high) {
  let state = seed * 2654435761 % 4294967296;
  const values = [];
  for (let i = 0; i < shape.reduce((a, b) => a * b, 1); i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values.push(Math.round((low + (high - low) * state / 4294967296) * 8192) / 8192);
  }
  return tf.tensor(values, shape);
}

function random(model) {
  const values = model.weights.map((weight, index) => {
    const last = weight.originalName.split('/').pop();
    if (last.includes('gamma')) return numbers(index + 1, weight.shape, 0.6, 1.4);
    if (last.includes('variance')) return numbers(index + 1, weight.shape, 0.5, 1.5);
    return numbers(index + 1, weight.shape, -0.6, 0.6);
  });
  model.setWeights(values);
}

const L = tf.layers;
const BUILDERS = {
  js_sequential() {
    const model = tf.sequential();
    model.add(L.dense({ units: 4, activation: 'tanh', inputShape: [5] }));
    model.add(L.batchNormalization({}));
    model.add(L.dropout({ rate: 0.4 }));
    model.add(L.dense({ units: 3, activation: 'hardSigmoid' }));
    return [model, [[3, 5]]];
  },
  js_convolutions() {
    const x = tf.input({ shape: [7, 6, 3] });
    const a = L.conv2d({ filters: 4, kernelSize: [2, 3], padding: 'same', activation: 'relu' }).apply(x);
    const b = L.separableConv2d({ filters: 4, kernelSize: 2, padding: 'same' }).apply(a);
    const c = L.depthwiseConv2d({ kernelSize: 2, padding: 'same', useBias: true }).apply(b);
    const added = L.add().apply([a, c]);
    const pooled = L.maxPooling2d({ poolSize: 2, strides: [2, 1] }).apply(added);
    const up = L.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' }).apply(pooled);
    return [tf.model({ inputs: x, outputs: [L.flatten().apply(up), L.globalAveragePooling2d({}).apply(added)] }), [[3, 7, 6, 3]]];
  },
  js_recurrent() {
    const x = tf.input({ shape: [5, 3] });
    const lstm = L.lstm({ units: 4, returnSequences: true }).apply(x);
    const gru = L.gru({ units: 3, recurrentActivation: 'sigmoid' }).apply(lstm);
    const both = L.bidirectional({ layer: L.simpleRNN({ units: 2 }), mergeMode: 'concat' }).apply(lstm);
    return [tf.model({ inputs: x, outputs: [gru, both] }), [[3, 5, 3]]];
  },
  js_nested() {
    const inner = tf.sequential();
    inner.add(L.dense({ units: 4, inputShape: [4], activation: 'relu' }));
    inner.add(L.batchNormalization({}));
    const x = tf.input({ shape: [4] });
    const y = tf.input({ shape: [4] });
    const shared = L.dense({ units: 4, name: 'shared' });
    const joined = L.concatenate().apply([inner.apply(shared.apply(x)), shared.apply(y)]);
    return [tf.model({ inputs: [x, y], outputs: L.dense({ units: 2 }).apply(joined) }), [[3, 4], [3, 4]]];
  },
  js_wrappers() {
    const model = tf.sequential();
    model.add(L.timeDistributed({ layer: L.dense({ units: 4 }), inputShape: [5, 3] }));
    model.add(L.leakyReLU({ alpha: 0.2 }));
    model.add(L.prelu({}));
    model.add(L.layerNormalization({}));
    model.add(L.permute({ dims: [2, 1] }));
    model.add(L.activation({ activation: 'elu' }));
    return [model, [[3, 5, 3]]];
  },
  js_images() {
    const x = tf.input({ shape: [6, 5, 3] });
    const a = L.zeroPadding2d({ padding: [[1, 0], [0, 2]] }).apply(x);
    const b = L.cropping2D({ cropping: [[1, 1], [0, 1]] }).apply(a);
    const c = L.upSampling2d({ size: [2, 1] }).apply(b);
    const d = L.averagePooling2d({ poolSize: [2, 3], padding: 'same' }).apply(c);
    const e = L.spatialDropout1d({ rate: 0.2 }).apply(L.reshape({ targetShape: [-1, 3] }).apply(d));
    const f = L.conv1d({ filters: 2, kernelSize: 3, dilationRate: 2, padding: 'same' }).apply(e);
    const g = L.globalMaxPooling1d({}).apply(L.maxPooling1d({ poolSize: 2 }).apply(f));
    return [tf.model({ inputs: x, outputs: [g, L.globalMaxPooling2d({}).apply(d)] }), [[3, 6, 5, 3]]];
  },
  js_volumes() {
    const x = tf.input({ shape: [4, 5, 4, 2] });
    const a = L.conv3d({ filters: 3, kernelSize: 2, padding: 'same', activation: 'selu' }).apply(x);
    const b = L.averagePooling3d({ poolSize: [2, 1, 2] }).apply(a);
    return [tf.model({ inputs: x, outputs: L.flatten().apply(L.maxPooling3d({ poolSize: [1, 2, 1] }).apply(b)) }), [[3, 4, 5, 4, 2]]];
  },
  js_merging() {
    const [x, y] = [tf.input({ shape: [4, 3] }), tf.input({ shape: [4, 3] })];
    const merged = [L.multiply(), L.average(), L.maximum(), L.minimum(), L.dot({ axes: 2, normalize: true })];
    const outputs = merged.map((layer) => L.flatten().apply(layer.apply([x, y])));
    return [tf.model({ inputs: [x, y], outputs }), [[3, 4, 3], [3, 4, 3]]];
  },
  js_activations() {
    const model = tf.sequential();
    model.add(L.gaussianNoise({ stddev: 0.1, inputShape: [7] }));
    model.add(L.dense({ units: 6, kernelRegularizer: 'l1l2', kernelConstraint: 'nonNeg', activation: 'softsign' }));
    model.add(L.elu({}));
    model.add(L.gaussianDropout({ rate: 0.2 }));
    model.add(L.thresholdedReLU({ theta: 0.05 }));
    model.add(L.reLU({ maxValue: 2 }));
    model.add(L.repeatVector({ n: 3 }));
    model.add(L.activation({ activation: 'softplus' }));
    model.add(L.dense({ units: 3, activation: 'softmax', kernelInitializer: 'heUniform', useBias: false }));
    return [model, [[3, 7]]];
  },
  js_cells() {
    const x = tf.input({ shape: [4, 3] });
    const cells = [tf.layers.lstmCell({ units: 2 }), tf.layers.gruCell({ units: 3 })];
    const rnn = L.rnn({ cell: L.stackedRNNCells({ cells }), returnSequences: true }).apply(x);
    return [tf.model({ inputs: x, outputs: L.rnn({ cell: L.simpleRNNCell({ units: 2 }), goBackwards: true }).apply(rnn) }), [[3, 4, 3]]];
  },
};

async function main() {
  const folder = process.argv[2];
  await tf.setBackend('cpu');
  const recordings = {};
  for (const name of Object.keys(BUILDERS)) {
    const [model, shapes] = BUILDERS[name]();
    random(model);
    const inputs = shapes.map((shape, index) => numbers(100 + index, shape, -2, 2));
    const outputs = [model.predict(inputs.length === 1 ? inputs[0] : inputs)].flat();
    const target = path.join(folder, name + '_tfjs');
    fs.mkdirSync(target, { recursive: true });
    await model.save(tf.io.withSaveHandler(async (artifacts) => {
      const manifest = [{ paths: ['weights.bin'], weights: artifacts.weightSpecs }];
      const { modelTopology, format, generatedBy, convertedBy } = artifacts;
      const document = { modelTopology, format, generatedBy, convertedBy, weightsManifest: manifest };
      fs.writeFileSync(path.join(target, 'model.json'), JSON.stringify(document));
      fs.writeFileSync(path.join(target, 'weights.bin'), Buffer.from(artifacts.weightData));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }));
    const kept = (tensor) => ({ shape: tensor.shape, values: Array.from(tensor.dataSync()) });
    recordings[name] = { x: inputs.map(kept), y: outputs.map(kept) };
  }
  fs.writeFileSync(path.join(folder, 'recordings.json'), JSON.stringify({ version: tf.version.tfjs, models: recordings }));
}

main();
