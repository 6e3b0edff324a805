// SQLite in the form that the store needs it: connections and statements that release
// themselves and speak StoreError. Private to tm/.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "text/error.h"

namespace oimtm::tm {

// The disk has no room for what is to be written, or for what SQLite needs to read.
class NoRoom : public StoreError {
  using StoreError::StoreError;
};

// Another one whenever a file was written to, or has another one in its place.
struct FileState {
  static FileState of(const std::string& path);

  std::uint64_t device = 0;
  std::uint64_t number = 0;
  std::int64_t size = 0;
  std::int64_t written = 0;  // nanoseconds

  friend bool operator==(const FileState&, const FileState&) = default;
};

// One thread at a time: SQLite does not lock it.
class Connection {
 public:
  // Opens what SQLite calls `name`, which is the path or a URI of it, with SQLite's
  // `flags`. Throws StoreError if that fails; messages say `path`.
  Connection(std::string path, const std::string& name, int flags);

  sqlite3* handle() const { return handle_.get(); }
  const std::string& path() const { return path_; }

  // Runs statements that give no rows.
  void run(const std::string& sql) const;

  // Throws the StoreError that fits SQLite's result `code`.
  [[noreturn]] void fail(int code) const;
  // The same for a memory that may not be written, and is not opened for that.
  [[noreturn]] static void fail_readonly(const std::string& path);

  // For a connection that takes no locks: from here on a statement that begins or ends when
  // the file is no longer as it was when `file` was taken throws StoreError.
  void expect_unchanged(const FileState& file) { expected_ = file; }
  void check_unchanged() const;

 private:
  struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  std::string path_;
  std::optional<FileState> expected_;
  std::unique_ptr<sqlite3, Closer> handle_;
};

// What is read through a connection is of one moment while this lives.
class Snapshot {
 public:
  explicit Snapshot(const Connection& connection);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  void end() const;

  const Connection& connection_;
};

// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

// A prepared statement; parameters and columns count from 1 and 0, as in SQLite.
//
//   for (find.bind(hash); find.step();) use(find.integer(0));
class Statement {
 public:
  Statement(const Connection& connection, std::string_view sql);

  // Binds all parameters, in order, and starts over. Strings must outlive the steps.
  template <class... Values>
  Statement& bind(const Values&... values) {
    sqlite3_reset(handle_.get());
    int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }

  // Moves to the next row; false behind the last one.
  bool step();

  // Binds, runs to the end, and forgets the rows.
  template <class... Values>
  void run(const Values&... values) {
    bind(values...);
    while (step()) {
    }
  }

  bool is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  double real(int column) const { return sqlite3_column_double(handle_.get(), column); }
  std::string text(int column) const;
  // The bytes of a column, valid until the next step.
  std::string_view bytes(int column) const;

 private:
  template <class Value>
  void bind_one(int index, const Value& value) {
    if constexpr (std::is_same_v<Value, std::nullopt_t>)
      check(sqlite3_bind_null(handle_.get(), index));
    else if constexpr (std::is_integral_v<Value>)
      check(sqlite3_bind_int64(handle_.get(), index, static_cast<sqlite3_int64>(value)));
    else if constexpr (std::is_floating_point_v<Value>)
      check(sqlite3_bind_double(handle_.get(), index, value));
    else if constexpr (std::is_same_v<Value, Blob>)
      check(sqlite3_bind_blob64(handle_.get(), index, value.bytes.data(), value.bytes.size(), SQLITE_STATIC));
    else
      bind_text(index, value);
  }
  template <class Value>
  void bind_one(int index, const std::optional<Value>& value) {
    if (value)
      bind_one(index, *value);
    else
      bind_one(index, std::nullopt);
  }
  void bind_text(int index, std::string_view value);
  void check(int code) const;

  struct Finalizer {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };

  const Connection& connection_;
  std::unique_ptr<sqlite3_stmt, Finalizer> handle_;
};

// A transaction that is undone unless it is committed.
class Transaction {
 public:
  explicit Transaction(const Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (!done_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    connection_.run("COMMIT");
    done_ = true;
  }

 private:
  const Connection& connection_;
  bool done_ = false;
};

// While it lives all is read as it is at one moment, from its first row to the last, and with
// little of it kept in memory: what is read once and in order wants no large cache.
// Transactions may begin and end meanwhile.
class WholeRead {
 public:
  explicit WholeRead(const Connection& connection);
  ~WholeRead();
  WholeRead(const WholeRead&) = delete;
  WholeRead& operator=(const WholeRead&) = delete;

 private:
  const Connection& connection_;
  std::int64_t cache_;  // as it was
  Statement moment_;    // one that has not ended holds it
};

}  // namespace oimtm::tm
