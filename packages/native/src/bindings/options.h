#pragma once

#include <napi.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "bindings/call.h"

namespace counterpoint {

/// Elements of a typed array, in place. The memory lives while the call's reference to the array does.
template <class T>
struct Elements {
  T* data;
  std::uint64_t length;
  Argument argument;
};

/// The options object of one call: reads, checks and complains. JS thread.
/// Every reader throws a TypeError for a wrong type and a RangeError for a wrong value, which say
/// `kernel: expected X, got Y`.
class Options {
 public:
  Options(Napi::Env env, const char* kernel, const void* data, Napi::Value object);

  std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high);
  std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise);
  double number(const char* name, double low, double high);
  double number(const char* name, double low, double high, double otherwise);
  bool flag(const char* name);
  bool has(const char* name);
  /// The index of the string in `choices`, or nothing if it was not given.
  std::optional<std::size_t> choice(const char* name, std::initializer_list<const char*> choices);
  Elements<double> doubles(const char* name);
  Elements<std::uint16_t> words(const char* name);
  /// Any ArrayBuffer view or none (data is null).
  Elements<std::uint8_t> bytes(const char* name);

  /// Complains unless `length` is `wanted`, which `meaning` explains.
  void length(const char* name, std::uint64_t length, std::uint64_t wanted, const char* meaning) const;

  /// Complains if the memory of the two overlaps.
  void apart(const char* name, const Elements<double>& one, const char* other, const Elements<double>& two) const;

  /// `threads`, `threading`, `schedule` and `detail`, which every kernel takes.
  void common(Call& call);

  /// Complains if the memory of an array is no longer what was read: a getter of a later option may have detached it.
  /// The last thing before the call begins.
  void settle() const;

  /// The arrays that were read so far, in the order of their Argument::reference.
  const std::vector<Napi::Value>& arrays() const noexcept { return arrays_; }

  /// What the binding of this kernel carries.
  const void* data() const noexcept { return data_; }

  Napi::Env env() const noexcept { return env_; }
  [[noreturn]] void wrong_type(const std::string& expected, Napi::Value got) const;
  [[noreturn]] void out_of_range(const std::string& expected, const std::string& got) const;

 private:
  struct Memory {
    void* data;
    std::size_t bytes;
    napi_value buffer;
    bool operator==(const Memory& other) const noexcept { return data == other.data && bytes == other.bytes; }
  };

  Napi::Value get(const char* name);
  std::uint64_t integer(const char* name, Napi::Value value, std::uint64_t low, std::uint64_t high) const;
  double number(const char* name, Napi::Value value, double low, double high) const;
  void view(const char* name, napi_typedarray_type type, const char* type_name, void** data, std::uint64_t* length);
  Memory memory(Napi::Value array) const;
  void keep(const char* name, Napi::Value array, const Memory& memory);
  void check_buffer(const char* name, Napi::Value buffer) const;

  Napi::Env env_;
  const char* kernel_;
  const void* data_;
  bool given_;
  Napi::Object object_;
  std::vector<Napi::Value> arrays_;
  std::vector<Memory> memory_;  // of each array
};

}  // namespace counterpoint
