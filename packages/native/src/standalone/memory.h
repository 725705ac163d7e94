#pragma once

#include <cstddef>
#include <string>

namespace counterpoint {

/// Where made arrays lie: on the heap, or one after the other in a file that another process maps, too. How fast memory is
/// depends on the pages that the system happens to give, so two programs are compared on the same ones.
class Memory {
 public:
  /// From now on, arrays lie in this file. Throws std::invalid_argument if it cannot be mapped.
  static void use(const std::string& path);

  /// Throws std::invalid_argument if the file is full.
  static void* get(std::size_t bytes);
  static void release(void* memory, std::size_t bytes) noexcept;
};

/// Takes the elements of a std::vector from Memory.
template <class T>
struct MadeAllocator {
  using value_type = T;

  MadeAllocator() = default;
  template <class U>
  explicit MadeAllocator(const MadeAllocator<U>&) noexcept {}

  T* allocate(std::size_t n) { return static_cast<T*>(Memory::get(n * sizeof(T))); }
  void deallocate(T* memory, std::size_t n) noexcept { Memory::release(memory, n * sizeof(T)); }
  bool operator==(const MadeAllocator&) const = default;
};

}  // namespace counterpoint
