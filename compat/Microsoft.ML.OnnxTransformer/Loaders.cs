using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

[assembly: TransformerLoader<OnnxTransformer>(OnnxTransformer.Signature)]
