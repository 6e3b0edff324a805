#include "tm/store/backup.h"

#include <unistd.h>

#include <filesystem>

#include "text/error.h"
#include "tm/store/schema.h"

namespace oimtm::tm {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_existing(const std::string& path) {
  throw UsageError(msg("there is a file already"), {path, 0, 0}, msg("a backup is written to a name of its own"));
}

// In one step: a copy in several would begin anew after each change of another program.
void copy(const Connection& from, const Connection& to) {
  sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (backup == nullptr) to.fail(sqlite3_extended_errcode(to.handle()));
  sqlite3_backup_step(backup, -1);
  if (const int code = sqlite3_backup_finish(backup); code != SQLITE_OK) to.fail(code);
}

}  // namespace

void back_up(const Connection& connection, const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) refuse_existing(path);
  const std::string place = full_name(path);
  const std::string draft = place + ".new-" + std::to_string(::getpid());
  try {
    {
      const Connection made(path, draft, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
      copy(connection, made);
    }
    const bool is_first = take_place(draft, place);
    remove_files(draft);
    if (!is_first) refuse_existing(path);
  } catch (const Error&) {
    remove_files(draft);
    throw;
  }
}

}  // namespace oimtm::tm
