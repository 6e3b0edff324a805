#include "tm/store/schema.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "text/error.h"
#include "tm/store/migration.h"

namespace oimtm::tm {

namespace fs = std::filesystem;

namespace {

constexpr int kApplicationId = 0x6F696D74;  // "oimt", in the header of every memory

// docs/store.md explains each column. A change here wants a step in migration.cpp.
constexpr const char* kTables = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE language (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE);
CREATE TABLE batch (
  revision INTEGER PRIMARY KEY, time TEXT NOT NULL, command TEXT NOT NULL, detail TEXT NOT NULL,
  born INTEGER NOT NULL, died INTEGER NOT NULL, chain INTEGER NOT NULL, first INTEGER NOT NULL DEFAULT 0,
  undoes INTEGER);
CREATE TABLE document (
  id INTEGER PRIMARY KEY, language INTEGER NOT NULL REFERENCES language, name TEXT NOT NULL,
  content_hash INTEGER, born INTEGER NOT NULL, checksum INTEGER NOT NULL DEFAULT 0);
CREATE INDEX document_name ON document (language, name);
CREATE INDEX document_content ON document (content_hash);
CREATE TABLE segment (
  id INTEGER PRIMARY KEY, language INTEGER NOT NULL REFERENCES language, hash INTEGER NOT NULL,
  text TEXT NOT NULL, codes TEXT);
CREATE INDEX segment_hash ON segment (hash);
CREATE TABLE unit (
  id INTEGER PRIMARY KEY, born INTEGER NOT NULL, died INTEGER, hash INTEGER NOT NULL,
  confidence REAL, date TEXT, attributes TEXT, checksum INTEGER NOT NULL DEFAULT 0);
CREATE INDEX unit_hash ON unit (hash);
CREATE INDEX unit_died ON unit (died) WHERE died IS NOT NULL;
CREATE INDEX unit_phrase ON unit (id) WHERE instr(attributes, 'prop:x-phrase') > 0;
CREATE TABLE variant (
  unit INTEGER NOT NULL REFERENCES unit, place INTEGER NOT NULL, segment INTEGER NOT NULL REFERENCES segment,
  document INTEGER REFERENCES document, block TEXT, kind TEXT, position INTEGER, ranges TEXT,
  previous INTEGER, next INTEGER, attributes TEXT, PRIMARY KEY (unit, place)) WITHOUT ROWID;
CREATE INDEX variant_segment ON variant (segment);
CREATE INDEX variant_document ON variant (document) WHERE document IS NOT NULL;
CREATE TABLE gram_run (run INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE gram (id INTEGER PRIMARY KEY, blocks BLOB NOT NULL);
INSERT INTO meta VALUES ('uuid', lower(hex(randomblob(16))));
)sql";

[[noreturn]] void refuse(const std::string& path) {
  throw StoreError(msg("is not a translation memory of oimtm"), {path, 0, 0},
                   msg("a memory is made by oimtm segment, align or import with -m FILE"));
}

int pragma(const Connection& connection, const char* sql) {
  Statement statement(connection, sql);
  return statement.step() ? static_cast<int>(statement.integer(0)) : 0;
}

int check_version(const Connection& connection) {
  if (pragma(connection, "PRAGMA application_id") != kApplicationId) refuse(connection.path());
  const int version = pragma(connection, "PRAGMA user_version");
  if (version > kSchemaVersion)
    throw StoreError(
        msg("the memory was written by a newer oimtm (its format is {1}, this one knows {2})", version, kSchemaVersion),
        {connection.path(), 0, 0}, msg("update oimtm to use it"));
  return version;
}

void configure(const Connection& connection, bool for_writing) {
  sqlite3_busy_timeout(connection.handle(), 10000);
  connection.run("PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY");
  // Units of an import are put into their indexes everywhere; a change that does not fit
  // is written, read and written again.
  connection.run(for_writing ? "PRAGMA cache_size = -96000" : "PRAGMA cache_size = -128000");  // KiB
}

// Whether the files may be made that SQLite wants beside a memory. Those of somebody who may
// not write the memory itself would lock out everybody who may.
bool may_write_beside(const std::string& path) {
  return ::access(fs::absolute(path).parent_path().c_str(), W_OK) == 0 && ::access(path.c_str(), W_OK) == 0;
}

// A file name for SQLite that says that nobody writes to it.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file://";
  for (const char c : full_name(path)) {
    if (std::string_view("%?#").find(c) == std::string_view::npos)
      uri += c;
    else
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
  }
  return uri + "?immutable=1";
}

// Whether a file begins as SQLite's own do; a document may have the name of one.
bool is_sqlites(const std::string& path) {
  std::array<unsigned char, 4> head{};
  std::ifstream file(path, std::ios::binary);
  file.read(reinterpret_cast<char*>(head.data()), head.size());
  constexpr std::array<unsigned char, 3> kWal = {0x37, 0x7F, 0x06};
  constexpr std::array<unsigned char, 4> kJournal = {0xD9, 0xD5, 0x05, 0xF9};
  return file && (head == kJournal || std::equal(kWal.begin(), kWal.end(), head.begin()));
}

// What SQLite kept beside a memory that is gone: it would go into the one that takes its
// place. Whoever is just removing it gets some time.
void refuse_leftovers(const std::string& place) {
  constexpr int kTries = 40;
  for (const char* suffix : {"-wal", "-journal"}) {
    std::error_code error;
    for (int tries = 0; is_sqlites(place + suffix) && !fs::exists(place, error); ++tries) {
      if (tries == kTries)
        throw StoreError(msg("is left of a memory that is gone, and would go into the new one"), {place + suffix, 0, 0},
                         msg("remove it; or put the memory back, if it is wanted"));
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
}

// All of it; the mode comes last, because what is in another file could be lost.
void make_tables(const Connection& connection) {
  configure(connection, true);
  Transaction transaction(connection);
  connection.run(kTables);
  connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
  connection.run("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
  connection.run("PRAGMA journal_mode = WAL");
}

// Whether the file alone says it all: nobody has written what is not in it yet.
bool is_whole(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path + "-wal", error);
  return error ? error == std::errc::no_such_file_or_directory : size == 0;
}

// Without locks and files beside it.
Connection connect_immutable(const std::string& path) {
  const FileState file = FileState::of(path);
  Connection connection(path, immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  connection.expect_unchanged(file);
  return connection;
}

Connection connect(const std::string& path, bool for_writing) {
  std::error_code error;
  if (!fs::exists(path, error))
    throw UsageError(msg("no such memory"), {path, 0, 0}, msg("oimtm segment, align or import with -m FILE makes one"));
  if (fs::is_directory(path, error)) throw UsageError(msg("is a folder; a memory is a file"), {path, 0, 0});
  if (fs::file_size(path, error) == 0) refuse(path);
  // Reading a memory wants a shared file beside it. Where none can be made and nobody is
  // writing, the file alone says it all.
  const bool has_rights = may_write_beside(path);
  if (!for_writing && !has_rights && is_whole(path)) return connect_immutable(path);
  // SQLite would make its files before it finds out.
  if (for_writing && !has_rights && ::access(path.c_str(), R_OK) == 0) Connection::fail_readonly(path);
  // Who has the right to write tidies up behind others, a reader too; a connection that is
  // opened for reading leaves its files beside the memory.
  return {path, full_name(path), SQLITE_OPEN_READWRITE};
}

void make_ready(const Connection& connection, bool for_writing) {
  configure(connection, for_writing);
  if (check_version(connection) < kSchemaVersion) migrate(connection);
  if (!for_writing) connection.run("PRAGMA query_only = ON");
}

// A memory that is there. Nothing if who made it removed it meanwhile, at whatever point:
// errors of a file that is gone say nothing. Without a connection nobody can tell whether
// the file that failed is the one that stands there now: then the last try decides.
std::optional<Connection> open_existing(const std::string& path, bool for_writing, bool is_last_try) {
  std::optional<Connection> connection;
  try {
    connection.emplace(connect(path, for_writing));
    make_ready(*connection, for_writing);
    if (!has_moved(*connection)) return connection;
  } catch (const NoRoom&) {
    // As in a folder that may only be read.
    if (for_writing || !is_whole(path)) throw;
    connection.emplace(connect_immutable(path));
    configure(*connection, for_writing);
    if (check_version(*connection) < kSchemaVersion || !is_whole(path)) throw;
    return connection;
  } catch (const StoreError&) {
    if (connection ? !has_moved(*connection) : is_last_try) throw;
  }
  return std::nullopt;
}

}  // namespace

std::string full_name(const std::string& path) {
  if (path.empty())
    throw UsageError(msg("no memory was named"), {}, msg("name it with -m FILE, or in the variable OIMTM_MEMORY"));
  return fs::absolute(path).string();
}

void make_file(const std::string& path) {
  if (const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666); file >= 0) ::close(file);
}

bool take_place(const std::string& draft, const std::string& place) {
  refuse_leftovers(place);
  // Some file systems know only one of the two ways.
  if (::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) return true;
  return errno != EEXIST && ::link(draft.c_str(), place.c_str()) == 0;
}

bool has_moved(const Connection& connection) {
  int moved = 0;
  return sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

Connection open_memory(const std::string& path, bool for_writing, bool& is_new) {
  constexpr int kTries = 20;
  for (int tries = 1;; ++tries) {
    is_new = for_writing && create_memory(path);
    try {
      if (auto connection = open_existing(path, for_writing, tries >= kTries)) return std::move(*connection);
    } catch (const UsageError&) {
      // It was there: who made it may have removed it just now.
      std::error_code error;
      if (!for_writing || tries >= kTries || fs::is_directory(path, error)) throw;
    }
  }
}

bool create_memory(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return false;
  static std::atomic<int> count = 0;
  const std::string place = full_name(path);
  const std::string draft = place + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(count++);
  try {
    make_file(draft);
    make_tables(Connection(path, draft, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    const bool is_first = take_place(draft, place);
    remove_files(draft);
    return is_first;
  } catch (const Error&) {
    remove_files(draft);
    throw;
  }
}

bool is_alone(const Connection& connection) {
  sqlite3_busy_timeout(connection.handle(), 0);
  // The lock is kept: who opens the file from here on waits, and finds that it has moved.
  connection.run("PRAGMA locking_mode = EXCLUSIVE");
  Statement mode(connection, "PRAGMA journal_mode = DELETE");  // refused while others have it open
  if (!mode.step() || mode.text(0) != "delete") return false;
  connection.run("BEGIN EXCLUSIVE");
  return true;
}

void give_back(const Connection& connection) {
  connection.run("COMMIT");
  connection.run("PRAGMA journal_mode = WAL");
}

void remove_files(const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path + suffix).c_str());
}

}  // namespace oimtm::tm
