// The tensor library uses all cores by itself, and its number of threads is one for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
