namespace TorchSharp;

public static partial class torch
{
    /// <summary>A device that computes: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    public class Device
    {
        public Device(string description)
        {
            string[] parts = description.Split(':');
            type = TypeOf(parts[0], description);
            index = type == DeviceType.CPU ? -1 : 0;
            if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out int number)))
                throw new ArgumentException($"'{description}' is no device; it is written like 'cpu' or 'cuda:0'.", nameof(description));
            if (parts.Length == 2) index = int.Parse(parts[1]);
        }

        public Device(string deviceType, int index = -1)
        {
            type = TypeOf(deviceType, deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = deviceType != DeviceType.CPU && index == -1 ? 0 : index;
        }

        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; }

        public int index { get; }

        public override string ToString() => type == DeviceType.CPU ? "cpu" : $"{type.ToString().ToLowerInvariant()}:{index}";

        public override bool Equals(object? obj) => obj is Device other && other.type == type && other.index == index;

        public override int GetHashCode() => HashCode.Combine(type, index);

        public static implicit operator Device(string description) => new(description);

        private static DeviceType TypeOf(string name, string description) =>
            Enum.TryParse(name, ignoreCase: true, out DeviceType type) && Enum.IsDefined(type) && !char.IsAsciiDigit(name[0])
                ? type
                : throw new ArgumentException($"'{description}' is no device; it is written like 'cpu' or 'cuda:0'.", nameof(description));
    }
}
