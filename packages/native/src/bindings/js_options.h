#pragma once

#include <napi.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "bindings/call.h"
#include "kernels/options.h"

namespace counterpoint {

/// The options object of one call: reads, checks and complains. JS thread.
/// Every reader throws a TypeError for a wrong type and a RangeError for a wrong value, which say
/// `kernel: expected X, got Y`. An array's memory lives while the call's reference to it does.
class JsOptions final : public Options {
 public:
  JsOptions(Napi::Env env, const char* kernel, const void* data, Napi::Value object);

  std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high) override;
  std::uint64_t integer(const char* name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) override;
  double number(const char* name, double low, double high) override;
  double number(const char* name, double low, double high, double otherwise) override;
  std::optional<std::size_t> choice(const char* name, std::initializer_list<const char*> choices) override;
  Elements<double> doubles(const char* name, Use use) override;
  Elements<double> doubles(const char* name, Use use, std::uint64_t length, const char* meaning) override;
  Elements<std::uint16_t> words(const char* name, Use use, std::uint64_t length, const char* meaning) override;
  [[noreturn]] void out_of_range(const char* name, const std::string& to_be, const std::string& got) const override;

  bool flag(const char* name);
  bool has(const char* name);
  /// Any ArrayBuffer view or none (data is null).
  Elements<std::uint8_t> bytes(const char* name);

  /// `threads`, `threading`, `schedule` and `detail`, which every kernel takes.
  void common(Call& call);

  /// Complains if the memory of an array is no longer what was read: a getter of a later option may have detached it.
  /// The last thing before the call begins.
  void settle() const;

  /// The arrays that were read so far, in the order of their Argument::reference.
  const std::vector<Napi::Value>& arrays() const noexcept { return arrays_; }

  /// What the binding of this kernel carries.
  const void* data() const noexcept { return data_; }

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
  template <class T>
  Elements<T> view(const char* name, napi_typedarray_type type, const char* type_name);
  void check_length(const char* name, std::uint64_t length, std::uint64_t wanted, const char* meaning) const;
  Memory memory(Napi::Value array) const;
  void keep(const char* name, Napi::Value array, const Memory& memory);
  void check_buffer(const char* name, Napi::Value buffer) const;
  [[noreturn]] void wrong_type(const std::string& expected, const std::string& got) const;
  [[noreturn]] void wrong_type(const char* name, const std::string& to_be, Napi::Value got) const;

  Napi::Env env_;
  const char* kernel_;
  const void* data_;
  bool given_;
  Napi::Object object_;
  std::vector<Napi::Value> arrays_;
  std::vector<Memory> memory_;  // of each array
};

}  // namespace counterpoint
