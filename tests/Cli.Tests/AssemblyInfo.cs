// Most tests run the command inside this process, which has one console and one current folder.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
