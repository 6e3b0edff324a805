#include "cli/messages.h"

#include <algorithm>
#include <array>
#include <boost/locale.hpp>
#include <cstdlib>
#include <locale>
#include <optional>
#include <vector>

#include "cli/catalogue.h"

namespace oimtm::cli {

namespace {

namespace gettext = boost::locale::gnu_gettext;

constexpr const char* kDomain = "oimtm";

std::string& language() {
  static std::string tag = "en";
  return tag;
}

std::locale& locale() {
  static std::locale instance = std::locale::classic();
  return instance;
}

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

// Reasons that messages quote from the system, from the XML parser and from text/icu_fault.cpp.
constexpr std::array kReasons = {
    mark("No such file or directory"),
    mark("Permission denied"),
    mark("No space left on device"),
    mark("Disk quota exceeded"),
    mark("Read-only file system"),
    mark("Is a directory"),
    mark("Not a directory"),
    mark("File name too long"),
    mark("Too many open files"),
    mark("Input/output error"),
    mark("no element found"),
    mark("not well-formed (invalid token)"),
    mark("unclosed token"),
    mark("mismatched tag"),
    mark("duplicate attribute"),
    mark("junk after document element"),
    mark("undefined entity"),
    mark("something stands where it means nothing"),
    mark("a \\ before what it means nothing for"),
    mark("there is no such \\p{...}"),
    mark("a parenthesis has no counterpart"),
    mark("a [ is not closed"),
    mark("a { without numbers behind it"),
    mark("a { } whose first number is the larger"),
    mark("there is no such group"),
    mark("a range in [ ] that ends before it begins"),
    mark("what stands in (?<= ) has no largest length"),
    mark("there is no such flag"),
    mark("it takes too long"),
    mark("it takes too much memory"),
};

}  // namespace

void choose_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (environment(name).empty()) continue;
    language() = environment(name).starts_with("fr") ? "fr" : "en";
    break;
  }
  gettext::messages_info info;
  info.language = language();
  info.encoding = "UTF-8";
  info.paths.emplace_back("");
  info.domains.emplace_back(kDomain);
  info.callback = [](const std::string& file, const std::string&) {
    const auto bytes = file.find("fr/") == std::string::npos ? std::nullopt : catalogue("fr");
    return bytes ? std::vector<char>(bytes->begin(), bytes->end()) : std::vector<char>();
  };
  locale() = std::locale(std::locale::classic(), gettext::create_messages_facet<char>(info));
}

std::string_view interface_language() { return language(); }

std::string tr(const char* english) { return boost::locale::gettext(english, locale()); }

std::string trn(const char* one, const char* many, std::size_t count) {
  return fill(boost::locale::ngettext(one, many, static_cast<int>(count), locale()), {std::to_string(count)});
}

std::string tr(const Message& message) {
  std::vector<std::string> arguments = message.arguments;
  for (std::string& argument : arguments)
    if (std::find(kReasons.begin(), kReasons.end(), argument) != kReasons.end()) argument = tr(argument.c_str());
  return fill(tr(std::string(message.pattern).c_str()), arguments);
}

}  // namespace oimtm::cli
