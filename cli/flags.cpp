#include "cli/flags.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "cli/messages.h"
#include "text/characters.h"
#include "text/error.h"

namespace oimtm::cli {

namespace {

text::LanguageTag parse_language(const std::string& value) {
  if (value.empty()) return {};
  text::LanguageTag tag(value);
  if (!tag.is_known())
    throw UsageError(msg("no language is known as {1}", value), {},
                     msg("write it as BCP 47 says: fr, en, en-US, pt-BR, zh-Hans"));
  return tag;
}

constexpr std::array<std::pair<std::string_view, std::size_t formats::Limits::*>, 7> kLimits = {{
    {"text", &formats::Limits::text},
    {"memory", &formats::Limits::memory},
    {"markup", &formats::Limits::markup},
    {"attributes", &formats::Limits::attributes},
    {"depth", &formats::Limits::depth},
    {"entities", &formats::Limits::entities},
    {"ratio", &formats::Limits::ratio},
}};

// The number in "NAME=NUMBER": 64, 64K, 16M or 2G; more than nothing.
std::uint64_t parse_size(const std::string& limit, std::string_view number) {
  std::uint64_t size = 0;
  const char* const end = number.data() + number.size();
  const auto [rest, error] = std::from_chars(number.data(), end, size);
  constexpr std::string_view kUnits = "KMG";
  const std::size_t unit = rest + 1 == end ? kUnits.find(*rest) : std::string_view::npos;
  const bool is_number = error == std::errc() && (rest == end || unit != std::string_view::npos);
  if (!is_number || size == 0 || size > (UINT64_MAX >> 30))
    throw UsageError(msg("--limit wants NAME=NUMBER, not {1}", limit), {}, msg("for example: --limit text=64M"));
  return rest == end ? size : size << (10 * (unit + 1));
}

}  // namespace

text::LanguageTag LanguageFlags::source_tag() const { return parse_language(source); }
text::LanguageTag LanguageFlags::target_tag() const { return parse_language(target); }

std::size_t ReadingFlags::thread_count() const {
  return static_cast<std::size_t>(parse_number("--threads", threads, 1, 256));
}

formats::TextOptions ReadingFlags::text_options() const {
  formats::TextOptions options;
  options.repair = repair;
  options.largest_block = static_cast<std::size_t>(parse_number("--max-block", max_block, 1, 4096)) << 20;
  return options;
}

void add_files(CLI::App& app, std::vector<std::string>& files, const char* name, const std::string& help) {
  app.add_option(name, files, help)->type_name("");
}

void add_source(CLI::App& app, LanguageFlags& flags, const std::string& help) {
  app.add_option("-s,--source", flags.source, help)->type_name(tr("LANG"));
}

void add_target(CLI::App& app, LanguageFlags& flags, const std::string& help) {
  app.add_option("-t,--target", flags.target, help)->type_name(tr("LANG"));
}

void add_memory(CLI::App& app, std::string& memory, const std::string& help) {
  app.add_option("-m,--memory", memory, help)->type_name(tr("FILE"));
}

void add_exchange(CLI::App& app, ExchangeFlags& flags) {
  app.add_option("--encoding", flags.encoding, tr("The files' encoding, if they do not say it: windows-1252 ..."))
      ->type_name(tr("NAME"));
  app.add_flag("--repair", flags.repair, tr("Mend what can be mended, and say where: bare &, control characters ..."));
  app.add_flag("--strict", flags.strict, tr("Stop at the first fault, and change nothing."));
  add_limits(app, flags.limits);
}

void add_limits(CLI::App& app, std::vector<std::string>& limits) {
  app.add_option(
         "--limit", limits,
         tr("What a file may have: text, memory, markup, attributes, depth, entities, units, unpacked or ratio."))
      ->type_name(tr("NAME=NUMBER"))
      ->allow_extra_args(false);
}

formats::Limits parse_limits(const std::vector<std::string>& limits) {
  formats::Limits result;
  for (const std::string& limit : limits) {
    const std::size_t equals = std::min(limit.find('='), limit.size());
    const std::string name = limit.substr(0, equals);
    const std::uint64_t number = parse_size(limit, std::string_view(limit).substr(std::min(equals + 1, limit.size())));
    const auto known =
        std::find_if(kLimits.begin(), kLimits.end(), [&](const auto& each) { return name == each.first; });
    if (known != kLimits.end())
      result.*known->second = number;
    else if (name == "units")
      result.units = number;
    else if (name == "unpacked")
      result.unpacked = number;
    else
      throw UsageError(msg("there is no limit named {1}", name), {},
                       msg("known are: text, memory, markup, attributes, depth, entities, units, unpacked, ratio"));
  }
  return result;
}

void add_json(CLI::App& app, bool& json) {
  app.add_flag("--json", json, tr("Print JSON, an object a line, with stable names."));
}

void add_dry_run(CLI::App& app, bool& dry_run) {
  app.add_flag("--dry-run", dry_run, tr("Do everything and tell the counts, but write nothing."));
}

void add_reading(CLI::App& app, ReadingFlags& flags) {
  app.add_option("--threads", flags.threads,
                 tr("Work on so many files at a time (default: 1); the output is the same."))
      ->type_name(tr("N"));
  app.add_flag("--repair", flags.repair,
               tr("Put U+FFFD for bytes that are no text, instead of refusing them, and say how many."));
  app.add_option("--max-block", flags.max_block,
                 tr("Refuse a line or paragraph of more than so many megabytes (default: 16)."))
      ->type_name(tr("MB"));
}

std::string required_memory(const std::string& memory) {
  if (!memory.empty()) return memory;
  const char* fallback = std::getenv("OIMTM_MEMORY");
  if (fallback != nullptr && *fallback != '\0') return fallback;
  throw UsageError(msg("no memory was named"), {}, msg("name it with -m FILE, or in the variable OIMTM_MEMORY"));
}

std::vector<std::string> files_or_input(const std::vector<std::string>& files) {
  if (!files.empty()) return files;
  if (isatty(STDIN_FILENO) != 0)
    throw UsageError(msg("no file was named"), {}, msg("name files or folders, or - for standard input"));
  return {"-"};
}

MemoryFlag parse_memory(const std::string& flag) {
  const std::size_t colon = flag.rfind(':');
  int penalty = 0;
  if (colon != std::string::npos && colon > 0) {
    const char* const end = flag.data() + flag.size();
    const auto [rest, error] = std::from_chars(flag.data() + colon + 1, end, penalty);
    const bool is_number = rest == end && colon + 1 < flag.size() && penalty >= 0;
    if (is_number && error == std::errc() && penalty <= 100) return {flag.substr(0, colon), penalty};
    if (is_number && ::access(flag.c_str(), F_OK) != 0)
      throw UsageError(msg("a penalty is a number from 0 to 100, not {1}", flag.substr(colon + 1)), {flag, 0, 0});
  }
  return {flag, 0};
}

void require_text(const std::string& flag, const std::string& value) {
  if (text::find_invalid_utf8(value)) throw UsageError(msg("the value of {1} is not valid UTF-8", flag));
}

int parse_number(const std::string& flag, const std::string& value, int least, int most) {
  int number = 0;
  const char* const end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || rest != end || number < least || number > most)
    throw UsageError(msg("{1} wants a whole number from {2} to {3}, not {4}", flag, least, most, value));
  return number;
}

}  // namespace oimtm::cli
