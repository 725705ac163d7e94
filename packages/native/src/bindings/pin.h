#pragma once

namespace counterpoint {

/// Keeps the addon's code mapped until the process ends: Node unloads it when the last worker that loaded it ends,
/// and the pool's threads would wake up in memory that is gone. Any thread.
void pin_module() noexcept;

}  // namespace counterpoint
