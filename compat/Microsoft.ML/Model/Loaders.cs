using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: TransformerLoader<TransformerChainLoader>(TransformerChainLoader.Signature)]
[assembly: TransformerLoader<CustomMappingLoader>(CustomMappingLoader.Signature)]
[assembly: TransformerLoader<ColumnCopyingTransformer>(ColumnCopyingTransformer.Signature)]
[assembly: TransformerLoader<ColumnSelectingTransformer>(ColumnSelectingTransformer.Signature)]
[assembly: TransformerLoader<ValueMappingTransformer>(ValueMappingTransformer.Signature)]
[assembly: TransformerLoader<ValueToKeyMappingTransformer>(ValueToKeyMappingTransformer.Signature)]
[assembly: TransformerLoader<KeyToValueMappingTransformer>(KeyToValueMappingTransformer.Signature)]
[assembly: TransformerLoader<KeyToVectorMappingTransformer>(KeyToVectorMappingTransformer.Signature)]
