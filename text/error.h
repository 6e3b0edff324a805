// How every part of oimtm says that something is wrong, and where.
//
// Three outcomes, three forms: what is absent is a value (std::optional, an empty
// vector); what is odd but bearable is a Diagnostic given to the caller; what makes
// it impossible to go on is an exception, of a class that tells who can mend it.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace oimtm {

// A sentence for a person, not yet in that person's language: an English pattern
// with {1}, {2} ... and what stands there. The pattern is also the key of its
// translations, so it is a literal, made by msg().
struct Message {
  std::string_view pattern;  // a string literal: lives as long as the program
  std::vector<std::string> arguments;

  bool empty() const { return pattern.empty(); }
};

// The pattern with its arguments filled in. {n} without an argument stays as it is.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

namespace detail {
template <class Argument>
std::string argument(const Argument& argument) {
  if constexpr (std::is_arithmetic_v<Argument>)
    return std::to_string(argument);
  else
    return std::string(argument);
}
}  // namespace detail

// msg("cannot open {1}", path): the only way a Message is written in the code, so
// that the translations can be collected by a script.
template <std::size_t size, class... Arguments>
Message msg(const char (&pattern)[size], const Arguments&... arguments) {
  return {std::string_view(pattern, size - 1), {detail::argument(arguments)...}};
}

// A place in a file. Lines and columns count from 1, columns in code points; 0 means
// that it is not known, or that it makes no sense there.
struct Location {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

// "FILE:LINE:COLUMN", as far as it is known.
std::string to_string(const Location& where);

// The place of a byte in a text that came from `file`.
Location locate(std::string_view text, std::size_t byte, std::string_view file);

// What libraries throw; only main() catches. what() is the English form of all of it.
class Error : public std::exception {
 public:
  explicit Error(Message message, Location where = {}, Message hint = {});

  const Message& message() const { return message_; }
  const Location& where() const { return where_; }
  const Message& hint() const { return hint_; }  // what to do about it; may be empty
  const char* what() const noexcept override { return english_.c_str(); }

 private:
  Message message_;
  Location where_;
  Message hint_;
  std::string english_;
};

// The caller can mend it: an unknown format, language or flag, a missing file.
class UsageError : public Error {
  using Error::Error;
};

// The author of the input can mend it: damaged, not well-formed, in the wrong encoding.
class InputError : public Error {
  using Error::Error;
};

// The operator can mend it: a memory that is missing, locked, too new, or on a full disk.
class StoreError : public Error {
  using Error::Error;
};

// Something odd that did not stop the work.
struct Diagnostic {
  Message message;
  Location where;
};

// Takes diagnostics as they arise, in the thread that does the work.
using DiagnosticSink = std::function<void(const Diagnostic&)>;

}  // namespace oimtm
