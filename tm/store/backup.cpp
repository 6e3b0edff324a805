#include "tm/store/backup.h"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <memory>

#include "text/error.h"
#include "tm/store/schema.h"

namespace oimtm::tm {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_existing(const std::string& path) {
  throw UsageError(msg("there is a file already"), {path, 0, 0}, msg("a backup is written to a name of its own"));
}

// Without the snapshot it would begin anew after each change of another program.
void copy(const Connection& from, const Connection& to, const std::function<void()>& proceed) {
  constexpr int kPages = 64;  // some milliseconds
  const Snapshot snapshot(from);
  const auto finish = [](sqlite3_backup* backup) { sqlite3_backup_finish(backup); };
  std::unique_ptr<sqlite3_backup, decltype(finish)> backup(
      sqlite3_backup_init(to.handle(), "main", from.handle(), "main"), finish);
  if (!backup) to.fail(sqlite3_extended_errcode(to.handle()));
  int code = SQLITE_OK;
  while ((code = sqlite3_backup_step(backup.get(), kPages)) == SQLITE_OK)
    if (proceed) proceed();
  const bool is_of_source = (sqlite3_errcode(from.handle()) & 0xFF) == (code & 0xFF);
  if (code != SQLITE_DONE) (is_of_source ? from : to).fail(code);  // of a file that is busy finish() says nothing
  if (code = sqlite3_backup_finish(backup.release()); code != SQLITE_OK) to.fail(code);
}

// A copy that takes the place of a sound one has to be sound.
void check_copy(const Connection& copy, const std::string& source) {
  Statement check(copy, "PRAGMA quick_check(1)");
  if (check.step() && check.text(0) != "ok")
    throw StoreError(msg("the memory is damaged, and was not copied"), {source, 0, 0},
                     msg("keep the backups that there are: oimtm verify says what is wrong"));
}

}  // namespace

void back_up(const Connection& connection, const std::string& path, const std::function<void()>& proceed) {
  std::error_code error;
  if (fs::exists(path, error)) refuse_existing(path);
  const std::string place = full_name(path);
  static std::atomic<int> count = 0;
  const std::string draft = place + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(count++);
  try {
    {
      make_file(draft);
      const Connection made(path, draft, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
      copy(connection, made, proceed);
      check_copy(made, connection.path());
    }
    const bool is_first = take_place(draft, place);
    remove_files(draft);
    if (!is_first) refuse_existing(path);
  } catch (...) {
    remove_files(draft);
    throw;
  }
}

}  // namespace oimtm::tm
