#include "bindings/js_options.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <iterator>

#include "kernels/crew_options.h"

namespace counterpoint {
namespace {

std::string shown(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", number);
  double shorter;
  char short_text[32];
  std::snprintf(short_text, sizeof short_text, "%.15g", number);
  std::sscanf(short_text, "%lf", &shorter);
  return shorter == number ? short_text : text;
}

/// A value as an error message shows it.
std::string shown(Napi::Value value) {
  switch (value.Type()) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean:
      return value.As<Napi::Boolean>().Value() ? "true" : "false";
    case napi_number:
      return shown(value.As<Napi::Number>().DoubleValue());
    case napi_string:
      return "\"" + value.As<Napi::String>().Utf8Value().substr(0, 40) + "\"";
    case napi_bigint:
      return "a BigInt";
    case napi_symbol:
      return "a symbol";
    case napi_function:
      return "a function";
    default:
      break;
  }
  if (value.IsTypedArray()) {
    static const char* const names[] = {"an Int8Array",    "a Uint8Array",   "a Uint8ClampedArray", "an Int16Array",
                                        "a Uint16Array",   "an Int32Array",  "a Uint32Array",       "a Float32Array",
                                        "a Float64Array",  "a BigInt64Array", "a BigUint64Array"};
    const auto type = static_cast<std::size_t>(value.As<Napi::TypedArray>().TypedArrayType());
    return type < std::size(names) ? names[type] : "another typed array";
  }
  if (value.IsArray()) return "an array";
  return "an object";
}

std::string quoted(const char* name) { return std::string("`") + name + "`"; }

}  // namespace

JsOptions::JsOptions(Napi::Env env, const char* kernel, const void* data, Napi::Value object)
    : env_(env), kernel_(kernel), data_(data), given_(!object.IsUndefined()) {
  if (!given_) return;
  if (object.Type() != napi_object) wrong_type("an options object", shown(object));
  object_ = object.As<Napi::Object>();
}

void JsOptions::wrong_type(const std::string& expected, const std::string& got) const {
  throw Napi::TypeError::New(env_, std::string(kernel_) + ": expected " + expected + ", got " + got);
}

void JsOptions::wrong_type(const char* name, const std::string& to_be, Napi::Value got) const {
  wrong_type(quoted(name) + " " + to_be, shown(got));
}

void JsOptions::out_of_range(const char* name, const std::string& to_be, const std::string& got) const {
  throw Napi::RangeError::New(env_, std::string(kernel_) + ": expected " + quoted(name) + " " + to_be + ", got " + got);
}

Napi::Value JsOptions::get(const char* name) { return given_ ? object_.Get(name) : env_.Undefined(); }

bool JsOptions::has(const char* name) { return !get(name).IsUndefined(); }

std::uint64_t JsOptions::integer(const char* name, std::uint64_t low, std::uint64_t high) {
  return integer(name, get(name), low, high);
}

std::uint64_t JsOptions::integer(const char* name, std::uint64_t low, std::uint64_t high, std::uint64_t otherwise) {
  const Napi::Value value = get(name);
  return value.IsUndefined() ? otherwise : integer(name, value, low, high);
}

std::uint64_t JsOptions::integer(const char* name, Napi::Value value, std::uint64_t low, std::uint64_t high) const {
  const auto to_be = [&] { return "to be an integer from " + std::to_string(low) + " to " + std::to_string(high); };
  if (!value.IsNumber()) wrong_type(name, to_be(), value);
  const double number = value.As<Napi::Number>().DoubleValue();
  if (!is_integer(number, low, high)) out_of_range(name, to_be(), shown(number));
  return static_cast<std::uint64_t>(number);
}

double JsOptions::number(const char* name, double low, double high) { return number(name, get(name), low, high); }

double JsOptions::number(const char* name, double low, double high, double otherwise) {
  const Napi::Value value = get(name);
  return value.IsUndefined() ? otherwise : number(name, value, low, high);
}

double JsOptions::number(const char* name, Napi::Value value, double low, double high) const {
  const auto to_be = [&] { return "to be a number from " + shown(low) + " to " + shown(high); };
  if (!value.IsNumber()) wrong_type(name, to_be(), value);
  const double number = value.As<Napi::Number>().DoubleValue();
  if (!(number >= low && number <= high)) out_of_range(name, to_be(), shown(number));
  return number;
}

bool JsOptions::flag(const char* name) {
  const Napi::Value value = get(name);
  if (value.IsUndefined()) return false;
  if (!value.IsBoolean()) wrong_type(name, "to be true or false", value);
  return value.As<Napi::Boolean>().Value();
}

std::optional<std::size_t> JsOptions::choice(const char* name, std::initializer_list<const char*> choices) {
  const Napi::Value value = get(name);
  if (value.IsUndefined()) return std::nullopt;
  std::string to_be;
  for (const char* option : choices) to_be += (to_be.empty() ? "to be \"" : " or \"") + std::string(option) + "\"";
  if (!value.IsString()) wrong_type(name, to_be, value);
  const std::string text = value.As<Napi::String>();
  std::size_t index = 0;
  for (const char* option : choices) {
    if (text == option) return index;
    ++index;
  }
  out_of_range(name, to_be, shown(value));
}

void JsOptions::check_buffer(const char* name, Napi::Value buffer) const {
  // A resizable buffer could shrink under the threads that work in it.
  const auto resizable = buffer.As<Napi::Object>().Get("resizable");
  if (resizable.IsBoolean() && resizable.As<Napi::Boolean>().Value()) {
    wrong_type(quoted(name) + " to have memory of a fixed size", "a resizable ArrayBuffer");
  }
  bool detached = false;
  if (buffer.IsArrayBuffer()) napi_is_detached_arraybuffer(env_, buffer, &detached);
  if (detached) wrong_type(quoted(name) + " to have memory", "a detached ArrayBuffer");
}

void JsOptions::check_length(const char* name, std::uint64_t length, std::uint64_t wanted, const char* meaning) const {
  if (length == wanted) return;
  out_of_range(name, "to have " + std::to_string(wanted) + " elements (" + meaning + ")", std::to_string(length));
}

JsOptions::Memory JsOptions::memory(Napi::Value array) const {
  Memory found{nullptr, 0, nullptr};
  napi_status status;
  if (array.IsDataView()) {
    status = napi_get_dataview_info(env_, array, &found.bytes, &found.data, &found.buffer, nullptr);
  } else {
    found.bytes = array.As<Napi::TypedArray>().ByteLength();
    status = napi_get_typedarray_info(env_, array, nullptr, nullptr, &found.data, &found.buffer, nullptr);
  }
  if (status != napi_ok) throw Napi::Error::New(env_);
  return found;
}

void JsOptions::keep(const char* name, Napi::Value array, const Memory& memory) {
  check_buffer(name, Napi::Value(env_, memory.buffer));
  arrays_.push_back(array);
  memory_.push_back(memory);
}

void JsOptions::settle() const {
  for (std::size_t i = 0; i < arrays_.size(); ++i) {
    if (memory(arrays_[i]) == memory_[i]) continue;
    wrong_type("arrays whose memory stays", "one that was detached by a getter");
  }
}

template <class T>
Elements<T> JsOptions::view(const char* name, napi_typedarray_type type, const char* type_name) {
  const Napi::Value value = get(name);
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != type) {
    wrong_type(name, std::string("to be a ") + type_name, value);
  }
  const Memory found = memory(value);
  keep(name, value, found);
  return {static_cast<T*>(found.data), found.bytes / sizeof(T), Argument{arrays_.size() - 1}};
}

Elements<double> JsOptions::doubles(const char* name, Use) {
  return view<double>(name, napi_float64_array, "Float64Array");
}

Elements<double> JsOptions::doubles(const char* name, Use use, std::uint64_t length, const char* meaning) {
  const auto found = doubles(name, use);
  check_length(name, found.length, length, meaning);
  return found;
}

Elements<std::uint16_t> JsOptions::words(const char* name, Use, std::uint64_t length, const char* meaning) {
  const auto found = view<std::uint16_t>(name, napi_uint16_array, "Uint16Array");
  check_length(name, found.length, length, meaning);
  return found;
}

Elements<std::uint8_t> JsOptions::bytes(const char* name) {
  const Napi::Value value = get(name);
  if (value.IsUndefined()) return {nullptr, 0, Argument{0}};
  if (!value.IsTypedArray() && !value.IsDataView()) wrong_type(name, "to be a typed array or a DataView", value);
  const Memory found = memory(value);
  keep(name, value, found);
  return {static_cast<std::uint8_t*>(found.data), found.bytes, Argument{arrays_.size() - 1}};
}

void JsOptions::common(Call& call) {
  call.crew = crew_options(*this);
  call.detail = flag("detail");
}

}  // namespace counterpoint
