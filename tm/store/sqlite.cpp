#include "tm/store/sqlite.h"

#include <sys/stat.h>

#include <cerrno>

namespace oimtm::tm {

namespace {

Message reason(int code) {
  switch (code & 0xFF) {
    case SQLITE_NOTADB: return msg("is not a translation memory of oimtm");
    case SQLITE_CORRUPT: return msg("the memory is damaged");
    case SQLITE_READONLY: return msg("the memory may not be written");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return msg("another program is writing to the memory; nothing was changed");
    case SQLITE_CANTOPEN: return msg("the memory cannot be opened");
    default: return msg("the memory cannot be used: {1}", sqlite3_errstr(code));
  }
}

Message hint(int code) {
  switch (code & 0xFF) {
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN: return msg("its folder must exist, and for changes be writable");
    case SQLITE_BUSY: return msg("try again when it has finished");
    default: return {};
  }
}

// A file that cannot grow is told as such, or as a fault of input and output.
bool is_no_room(int code, int system_error) {
  if ((code & 0xFF) == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE) return true;
  if ((code & 0xFF) == SQLITE_CANTOPEN) return system_error == ENOSPC || system_error == EDQUOT;
  return (code & 0xFF) == SQLITE_IOERR && (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG);
}

}  // namespace

FileState FileState::of(const std::string& path) {
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0) return {};
  return {file.st_dev, file.st_ino, file.st_size,
          std::int64_t{file.st_mtim.tv_sec} * 1'000'000'000 + file.st_mtim.tv_nsec};
}

Connection::Connection(std::string path, const std::string& name, int flags) : path_(std::move(path)) {
  sqlite3* opened = nullptr;
  // One thread at a time uses a connection: it needs no locks of its own.
  const int code = sqlite3_open_v2(name.c_str(), &opened, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(opened);
  if (code != SQLITE_OK) fail(code);
}

void Connection::run(const std::string& sql) const {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

void Connection::fail(int code) const {
  if (is_no_room(code, sqlite3_system_errno(handle())))
    throw NoRoom(msg("the disk is full; nothing was changed"), {path_, 0, 0});
  throw StoreError(reason(code), {path_, 0, 0}, hint(code));
}

void Connection::fail_readonly(const std::string& path) {
  throw StoreError(reason(SQLITE_READONLY), {path, 0, 0}, hint(SQLITE_READONLY));
}

void Connection::check_unchanged() const {
  if (!expected_ || FileState::of(path_) == *expected_) return;
  throw StoreError(msg("the memory was changed meanwhile"), {path_, 0, 0},
                   msg("begin again: it was read without locks, as no file could be made beside it"));
}

Snapshot::Snapshot(const Connection& connection) : connection_(connection) {
  connection_.run("BEGIN");
  try {
    Statement(connection_, "SELECT count(*) FROM sqlite_master").step();  // it begins with the first read
  } catch (...) {
    end();
    throw;
  }
}

Snapshot::~Snapshot() { end(); }

void Snapshot::end() const { sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr); }

Statement::Statement(const Connection& connection, std::string_view sql) : connection_(connection) {
  sqlite3_stmt* prepared = nullptr;
  check(sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &prepared, nullptr));
  handle_.reset(prepared);
}

bool Statement::step() {
  if (sqlite3_stmt_busy(handle_.get()) == 0) connection_.check_unchanged();
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(handle_.get());
  connection_.check_unchanged();  // what looks like damage may come of it
  if (code != SQLITE_DONE) connection_.fail(code);
  return false;
}

std::string Statement::text(int column) const { return std::string(bytes(column)); }

std::string_view Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  return data == nullptr
             ? std::string_view()
             : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)));
}

void Statement::bind_text(int index, std::string_view value) {
  // An empty view may point nowhere, which SQLite would take for NULL.
  const char* data = value.data() == nullptr ? "" : value.data();
  check(sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) connection_.fail(code);
}

WholeRead::WholeRead(const Connection& connection)
    : connection_(connection), cache_(0), moment_(connection, "SELECT count(*) FROM language") {
  Statement cache(connection, "PRAGMA cache_size");
  if (cache.step()) cache_ = cache.integer(0);
  connection.run("PRAGMA cache_size = -8000");  // KiB
  moment_.step();
}

WholeRead::~WholeRead() {
  sqlite3_exec(connection_.handle(), ("PRAGMA cache_size = " + std::to_string(cache_)).c_str(), nullptr, nullptr,
               nullptr);
}

}  // namespace oimtm::tm
