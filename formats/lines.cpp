#include "formats/lines.h"

#include <algorithm>

#include "formats/item_marks.h"
#include "formats/line_ends.h"
#include "formats/wrapping.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

// Phrases, one a line: all begin in lower case, and none ends a sentence.
bool is_list_of_phrases(std::span<const Line> run) {
  constexpr std::size_t kLongest = 40;  // characters; what was wrapped has wider lines
  return std::all_of(run.begin(), run.end(), [](const Line& line) {
    return text::is_lower(first_character(line.text)) && ends_openly(line.text) && last_character(line.text) != U',' &&
           text::count_characters(line.text) <= kLongest;
  });
}

// A word or two and nothing else: hardly anybody wraps so.
bool is_word(const Line& line) {
  constexpr std::size_t kLongest = 30;  // bytes
  if (line.text.size() > kLongest) return false;
  const char32_t last = last_character(line.text);
  return (text::is_letter(last) || text::is_digit(last)) && !text::is_spaceless(last) &&
         std::count(line.text.begin(), line.text.end(), ' ') < 2;
}

// Where the lines behind the last that ends in a colon begin: 0 if none does.
std::size_t behind_colon(std::span<const Line> run) {
  std::size_t at = run.size() - 1;  // one that ends the run announces nothing
  while (at > 0 && last_character(run[at - 1].text) != U':') --at;
  return at;
}

// Of each line whether it is one of several that are a word or two.
std::vector<bool> words_of_lists(std::span<const Line> run) {
  constexpr std::size_t kSeveral = 3;
  std::vector<bool> words(run.size());
  for (std::size_t begin = 0; begin < run.size(); ++begin) {
    std::size_t end = begin;
    while (end < run.size() && is_word(run[end])) ++end;
    if (end - begin >= kSeveral) std::fill_n(words.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, true);
    begin = end;
  }
  return words;
}

// Lines without a blank one between them.
class Run {
 public:
  Run(std::span<const Line> lines, const Wrapping& of_all)
      : lines_(lines), of_lines_(lines), of_all_(of_all), words_(words_of_lists(lines)), phrases_(behind_colon(lines)) {
    if (!is_list_of_phrases(lines.subspan(phrases_))) phrases_ = lines.size();
  }

  // Whether a line and the next are one paragraph's, if the next begins no item.
  bool is_joined(std::size_t i) const {
    const Line& line = lines_[i];
    const Line& next = lines_[i + 1];
    if ((words_[i] && words_[i + 1]) || is_rule(line.text) || is_rule(next.text)) return false;
    if (i < phrases_ && (flows_on(line, next) || continues_behind_comma(i > 0 ? &lines_[i - 1] : nullptr, line, next)))
      return true;
    return !ends_item(line.text) && wrapping().is_full(line, next);
  }

 private:
  // A short run tells no width, or not surely.
  const Wrapping& wrapping() const { return of_lines_.is_sure() || !of_all_.is_found() ? of_lines_ : of_all_; }

  std::span<const Line> lines_;
  Wrapping of_lines_;
  const Wrapping& of_all_;
  std::vector<bool> words_;
  std::size_t phrases_;  // from where on there is a phrase a line
};

}  // namespace

std::size_t bullet_length(std::string_view line) {
  constexpr std::u32string_view kBullets = U"-–—•·*‣▪●○◦►";
  if (line.empty()) return 0;
  std::size_t at = 0;
  if (kBullets.find(text::next_character(line, at)) == std::u32string_view::npos) return 0;
  if (at == line.size()) return at;
  const std::size_t behind = at;
  if (!text::is_space(text::next_character(line, at))) return 0;
  return behind + (line.size() - behind - text::trim(line.substr(behind)).size());
}

std::vector<std::span<const Line>> paragraphs(std::span<const Line> lines) {
  std::vector<std::span<const Line>> result;
  const Wrapping of_all(lines);
  const std::vector<bool> heads = item_heads(lines);
  for (std::size_t begin = 0; begin < lines.size();) {
    if (lines[begin].is_blank()) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < lines.size() && !lines[end].is_blank()) ++end;
    const std::span<const Line> run = lines.subspan(begin, end - begin);
    const Run joints(run, of_all);
    std::size_t first = 0;
    for (std::size_t i = 0; i < run.size(); ++i) {
      if (i + 1 < run.size() && !heads[begin + i + 1] && joints.is_joined(i)) continue;
      result.push_back(run.subspan(first, i + 1 - first));
      first = i + 1;
    }
    begin = end;
  }
  return result;
}

text::Segment join(std::span<const Line> lines) {
  text::Segment joined;
  joined.ranges.reserve(lines.size());
  for (const Line& line : lines) {
    const bool is_tight =
        text::is_spaceless(last_character(joined.text)) && text::is_spaceless(first_character(line.text));
    if (!joined.ranges.empty() && !is_tight) joined.text += ' ';
    joined.text += line.text;
    joined.ranges.push_back(line.range());
  }
  return joined;
}

text::Segment join_item(std::span<const Line> lines) {
  const std::size_t bullet = lines.empty() ? 0 : bullet_length(lines.front().text);
  const bool is_alone = bullet > 0 && bullet == lines.front().text.size();
  if (is_alone && lines.size() > 1) return join(lines.subspan(1));
  text::Segment joined = join(lines);
  if (bullet == 0 || is_alone) return joined;
  joined.text.erase(0, bullet);
  joined.ranges.front().begin += bullet;
  return joined;
}

}  // namespace oimtm::formats
