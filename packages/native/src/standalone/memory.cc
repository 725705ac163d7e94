#include "standalone/memory.h"

#include <cstdint>
#include <new>
#include <stdexcept>

#if !defined(_WIN32)
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace counterpoint {
namespace {

constexpr std::size_t kPage = 4096;

/// What is left of the file; null while arrays lie on the heap.
std::byte* next = nullptr;
std::size_t left = 0;

}  // namespace

#if defined(_WIN32)

void Memory::use(const std::string&) { throw std::invalid_argument("--memory: not on Windows"); }

#else

void Memory::use(const std::string& path) {
  struct stat facts{};
  const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  void* mapped = MAP_FAILED;
  if (file >= 0 && fstat(file, &facts) == 0 && facts.st_size > 0) {
    mapped = mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  }
  if (file >= 0) close(file);
  if (mapped == MAP_FAILED) throw std::invalid_argument("--memory: expected a file that can be mapped, got " + path);
  next = static_cast<std::byte*>(mapped);
  left = static_cast<std::size_t>(facts.st_size);
}

#endif

void* Memory::get(std::size_t bytes) {
  if (next == nullptr) return ::operator new(bytes);
  const std::size_t pages = (bytes + kPage - 1) / kPage * kPage;
  if (pages > left) throw std::invalid_argument("--memory: expected a larger file: no room for " + std::to_string(bytes) + " bytes");
  std::byte* const given = next;
  next += pages;
  left -= pages;
  return given;
}

void Memory::release(void* memory, std::size_t bytes) noexcept {
  if (next == nullptr) ::operator delete(memory, bytes);
}

}  // namespace counterpoint
