import CLinux

/// What of freed memory the allocator keeps for later, and what it gives back to the system.
public enum FreeMemory {
    /// Gives back the pages of what has been freed: for a program that has fallen quiet, since it takes milliseconds.
    public static func release() { clinux_release_free_memory() }

    /// From now on blocks of so many bytes and more are mapped each by itself: left to itself, glibc takes blocks of up to
    /// 32 MB from its arenas once one was freed, and the holes stay resident.
    public static func mapBlocks(from bytes: Int) { clinux_map_large_blocks(Int32(clamping: bytes)) }
}
