#include "cli/lexicons.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "cli/messages.h"
#include "cli/output_file.h"
#include "formats/input.h"
#include "formats/unit_stream.h"

namespace oimtm::cli {

namespace {

std::string file_beside(const std::string& memory) { return memory + ".lexicon"; }

align::LanguagePair turned(const align::LanguagePair& languages) { return {languages.second, languages.first}; }

// "en fr 1234" and the bytes of the lexicon, for each pair of languages.
std::string to_bytes(const align::Lexicons& lexicons) {
  std::string all;
  for (const auto& [languages, lexicon] : lexicons) {
    const std::string bytes = lexicon.to_bytes();
    all += fmt::format("{} {} {}\n", languages.first, languages.second, bytes.size()) + bytes;
  }
  return all;
}

align::Lexicons parse(std::string_view bytes) {
  align::Lexicons lexicons;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    std::size_t size = 0;
    if (first == last || last == std::string_view::npos || line.size() == bytes.size()) return {};
    std::from_chars(line.data() + last + 1, line.data() + line.size(), size);
    if (size == 0 || size > bytes.size() - line.size() - 1) return {};
    lexicons[{std::string(line.substr(0, first)), std::string(line.substr(first + 1, last - first - 1))}] =
        align::Lexicon::parse(bytes.substr(line.size() + 1, size));
    bytes.remove_prefix(line.size() + 1 + size);
  }
  return lexicons;
}

}  // namespace

align::Lexicons read_dictionary(const std::string& file, const text::LanguageTag& source,
                                const text::LanguageTag& target, Console& console) {
  std::map<align::LanguagePair, std::vector<align::Lexicon::Entry>> entries;
  const auto take = [&](const text::TranslationUnit& unit) {
    for (std::size_t v = 1; v < unit.variants.size(); ++v) {
      const text::Variant& one = unit.variants.front();
      const text::Variant& other = unit.variants[v];
      auto& to = entries[{std::string(one.language.base()), std::string(other.language.base())}];
      const auto more = align::dictionary_entries(one.segment.text, one.language, other.segment.text, other.language);
      to.insert(to.end(), more.begin(), more.end());
    }
  };
  formats::read_units(file, {source, target, {}}, take, console.sink());
  align::Lexicons dictionary;
  for (auto& [languages, list] : entries) merge(dictionary, {{languages, align::Lexicon(std::move(list))}});
  return dictionary;
}

align::Lexicons load_lexicons(const std::string& memory) {
  std::error_code error;
  if (memory.empty() || !std::filesystem::exists(file_beside(memory), error)) return {};
  return parse(formats::read_file(file_beside(memory)));
}

void save_lexicons(const std::string& memory, const align::Lexicons& learned, Console& console) {
  try {
    align::Lexicons all = load_lexicons(memory);
    merge(all, learned);
    OutputFile file(file_beside(memory));
    file.write(to_bytes(all));
    file.commit();
  } catch (const Error& error) {
    console.warn({error.message(), error.where()});
  }
}

UnfinishedRun::UnfinishedRun(const std::string& memory) : file_(file_beside(memory) + ".unfinished") {
  std::error_code error;
  is_there_ = std::filesystem::exists(file_, error);
}

void UnfinishedRun::begin() const { std::ofstream(file_).flush(); }

void UnfinishedRun::end() const {
  std::error_code error;
  std::filesystem::remove(file_, error);
}

void merge(align::Lexicons& lexicons, const align::Lexicons& more) {
  for (const auto& [languages, lexicon] : more) {
    lexicons[languages].merge(lexicon);
    lexicons[turned(languages)].merge(lexicon.turned());
  }
}

}  // namespace oimtm::cli
