#include "formats/line_ends.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kLeastWrapped = 40;  // characters; hardly anybody wraps at less
constexpr std::size_t kLongestWord = 7;    // bytes: of those that want another
constexpr std::size_t kLongestLabel = 25;  // bytes: "Tel: ", "Adresse : "

// Articles, prepositions, conjunctions, possessives and forms of address, in English, French and
// Spanish: words that a sentence hardly ever ends with.
constexpr auto kWantMore = std::to_array<std::string_view>({
    "Dr",    "Dr.",   "Dra.",  "M.",    "MM.",   "Mgr",   "Mlle",    "Mme",   "Mmes",  "Mr",     "Mr.",
    "Mrs",   "Mrs.",  "Ms",    "Ms.",   "Prof.", "Sr.",   "Sra.",    "St.",   "a",     "al",     "among",
    "an",    "and",   "at",    "au",    "aux",   "avec",  "between", "but",   "by",    "ce",     "ces",
    "cette", "chez",  "con",   "dans",  "de",    "del",   "des",     "dont",  "du",    "during", "el",
    "en",    "entre", "et",    "for",   "from",  "her",   "his",     "in",    "into",  "its",    "la",
    "las",   "le",    "les",   "leur",  "leurs", "los",   "my",      "nos",   "notre", "of",     "on",
    "or",    "ou",    "our",   "para",  "par",   "por",   "pour",    "que",   "sa",    "selon",  "ses",
    "sous",  "sur",   "than",  "that",  "the",   "their", "these",   "those", "to",    "un",     "una",
    "une",   "vers",  "votre", "which", "whose", "with",  "y",       "your",  "à",
});
static_assert(std::all_of(kWantMore.begin(), kWantMore.end(),
                          [](std::string_view word) { return word.size() <= kLongestWord; }));

// Behind the last space, bracket or quotation mark.
std::string_view last_word(std::string_view line) {
  constexpr std::u32string_view kBefore = U"(«“\"";
  for (std::size_t at = line.size(); at > 0;) {
    const std::size_t behind = at;
    const char32_t c = text::previous_character(line, at);
    if (text::is_space(c) || kBefore.find(c) != std::u32string_view::npos) return line.substr(behind);
  }
  return line;
}

bool ends_with_apostrophe(std::string_view line) {
  const char32_t last = last_character(line);
  return last == U'\'' || last == 0x2019;
}

// "de l’", "qu'": of an apostrophe behind a longer word one cannot tell.
bool ends_with_elision(std::string_view line) {
  if (!ends_with_apostrophe(line)) return false;
  std::string_view word = last_word(line);
  std::size_t at = word.size();
  text::previous_character(word, at);
  word = word.substr(0, at);
  return text::count_characters(word) == 1 || word.ends_with("qu");
}

bool wants_more(std::string_view line) {
  const std::string_view word = last_word(line);
  if (word.size() > kLongestWord) return ends_with_elision(line);
  return ends_with_elision(line) || std::find(kWantMore.begin(), kWantMore.end(), word) != kWantMore.end();
}

// The last word of such a line needs another behind it: a comma, の, は, が, を, 的.
bool ends_with_particle(std::string_view line) {
  constexpr std::u32string_view kParticles = U"、，のはがを的";
  return kParticles.find(last_character(line)) != std::u32string_view::npos;
}

bool may_be_wrapped(std::string_view line) {
  return line.size() >= kLeastWrapped && text::count_characters(line) >= kLeastWrapped;
}

// A capital or a figure, or what may stand before one.
bool begins_anew(std::string_view line) {
  constexpr std::u32string_view kOpening = U"«“\"„(‘";
  const char32_t first = first_character(line);
  return text::is_letter(first) || text::is_digit(first) || kOpening.find(first) != std::u32string_view::npos;
}

// "(including", "\"rebase\"": no sentence begins so.
bool begins_within(std::string_view line) {
  constexpr std::u32string_view kOpening = U"(«“\"";
  if (line.empty()) return false;
  std::size_t at = 0;
  if (kOpening.find(text::next_character(line, at)) == std::u32string_view::npos) return false;
  return text::is_lower(first_character(text::trim(line.substr(at))));
}

bool begins_with_label(std::string_view line) {
  return line.substr(0, std::min(line.size(), kLongestLabel)).find(':') != std::string_view::npos;
}

bool ends_with_comma(const Line* line) { return line != nullptr && line->text.ends_with(','); }

}  // namespace

char32_t first_character(std::string_view line) {
  std::size_t at = 0;
  return line.empty() ? 0 : text::next_character(line, at);
}

char32_t last_character(std::string_view line) {
  char32_t last = 0;
  for (std::size_t at = line.size(); at > 0;) {
    last = text::previous_character(line, at);
    if (!text::is_mark(last)) break;
  }
  return last;
}

bool is_rule(std::string_view line) {
  constexpr std::u32string_view kSigns = U" *-–—_=~#•·+<>\u00A0";
  constexpr std::size_t kLeast = 3;
  if (line.size() < kLeast) return false;
  for (std::size_t at = 0; at < line.size();)
    if (kSigns.find(text::next_character(line, at)) == std::u32string_view::npos) return false;
  return text::count_characters(line) >= kLeast;
}

bool ends_openly(std::string_view line) {
  const char32_t last = last_character(line);
  return text::is_letter(last) || text::is_digit(last) || last == U',' || last == U'-' || ends_with_apostrophe(line);
}

bool ends_item(std::string_view line) {
  constexpr auto kLinks = std::to_array<std::string_view>({"and", "or", "et", "ou", "y", "o", "and/or", "et/ou"});
  constexpr std::size_t kTail = 16;  // bytes: the longest of them, and spaces
  if (line.substr(line.size() - std::min(line.size(), kTail)).find(';') == std::string_view::npos) return false;
  const std::string_view word = last_word(line);
  if (std::find(kLinks.begin(), kLinks.end(), word) == kLinks.end()) return false;
  const std::string_view before = text::trim(line.substr(0, line.size() - word.size()));
  return before.ends_with(';');
}

bool flows_on(const Line& line, const Line& next) {
  const char32_t first = first_character(next.text);
  if (text::is_spaceless(first) && ends_with_particle(line.text)) return true;
  if (ends_item(line.text)) return false;
  if (ends_openly(line.text) && text::is_lower(first)) return true;
  if (!may_be_wrapped(line.text)) return false;
  return (ends_openly(line.text) && begins_within(next.text)) || (begins_anew(next.text) && wants_more(line.text));
}

bool continues_behind_comma(const Line* before, const Line& line, const Line& next) {
  if (!ends_with_comma(&line) || ends_with_comma(&next) || ends_with_comma(before)) return false;
  return begins_anew(next.text) && may_be_wrapped(line.text) && !begins_with_label(next.text);
}

}  // namespace oimtm::formats
