using System.Text;

namespace TorchSharp.Modules;

/// <summary>Saving and loading of an optimizer's state.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        SaveState(writer);
    }

    /// <exception cref="InvalidDataException">The state is that of another kind of optimizer or of other parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        string kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{kind}' in the loaded stream.");
        LoadState(reader);
    }

    private protected abstract void SaveState(BinaryWriter writer);

    private protected abstract void LoadState(BinaryReader reader);
}
