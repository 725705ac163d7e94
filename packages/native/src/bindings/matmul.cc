#include "kernels/matmul.h"

#include "bindings/kernels.h"

namespace counterpoint {

Call read_matmul(Options& options) {
  constexpr std::uint64_t most = 1 << 20;
  Call call;
  const auto a = options.doubles("a"), b = options.doubles("b"), out = options.doubles("out");
  const MatmulShape shape{options.integer("rows", 0, most), options.integer("inner", 0, most),
                          options.integer("columns", 0, most)};
  options.length("a", a.length, shape.rows * shape.inner, "rows * inner");
  options.length("b", b.length, shape.inner * shape.columns, "inner * columns");
  options.length("out", out.length, shape.rows * shape.columns, "rows * columns");
  options.apart("out", out, "a", a);
  options.apart("out", out, "b", b);
  options.common(call);
  call.run = [=](Crew& crew) -> Result {
    matmul(crew, shape, a.data, b.data, out.data);
    return out.argument;
  };
  return call;
}

}  // namespace counterpoint
