#include "formats/release/frame.h"

#include <algorithm>

#include "formats/release/contact.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kLongestMenuLabel = 60;  // characters; what is longer and doubled is a title
constexpr std::size_t kLongestRepeat = 400;    // characters; de-duplication has dropped real text above it
constexpr std::size_t kGap = 3;                // lines without structure that a frame may hold in a row
constexpr std::size_t kManyDocuments = 50;     // one in so many has to share a line of a large run

// The bytes of the first `count` characters.
std::size_t prefix_length(std::string_view line, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < count && at < line.size(); ++i) text::next_character(line, at);
  return at;
}

bool same_text(std::string_view a, std::string_view b) { return text::fold_case(a) == text::fold_case(b); }

std::vector<FrameRole> roles_of(std::span<const Line> lines) {
  std::vector<FrameRole> roles(lines.size(), FrameRole::plain);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i].text;
    const std::size_t bullet = bullet_length(line);
    if (bullet > 0) {
      roles[i] = bullet == line.size() ? FrameRole::bullet : FrameRole::item;
      continue;
    }
    if (i > 0 && fused_label(lines[i - 1].text, line) > 0) {
      roles[i] = FrameRole::described;
      continue;
    }
    if (text::count_characters(line) > kLongestMenuLabel) continue;
    const bool doubled =
        (i > 0 && same_text(lines[i - 1].text, line)) || (i + 1 < lines.size() && same_text(line, lines[i + 1].text));
    if (doubled || (i + 1 < lines.size() && fused_label(line, lines[i + 1].text) > 0)) roles[i] = FrameRole::label;
  }
  return roles;
}

bool is_structural(FrameRole role) { return role != FrameRole::plain && role != FrameRole::item; }

// Follows a frame from one end of the page, line by line, as long as there are signs of it.
class FrameWalk {
 public:
  FrameWalk(std::span<const Line> lines, const std::vector<FrameRole>& roles, const LineCounts* counts)
      : lines_(lines), roles_(roles), counts_(counts) {}

  // How many lines from the front belong to the frame.
  std::size_t leading() {
    std::size_t end = 0;
    std::size_t gap = 0;
    bool by_repetition = false;
    for (std::size_t i = 0; i < lines_.size() && gap <= kGap; ++i) {
      const bool repeated = is_repeated(i);
      const bool structural = is_structural(roles_[i]);
      if (end == 0 && is_own_prose(i)) break;
      if (structural || (roles_[i] == FrameRole::item && gap == 0 && i > 0) || repeated) {
        by_repetition = !structural;
        end = i + 1;
        gap = 0;
      } else {
        ++gap;
      }
    }
    const bool title = by_repetition && is_recurring_title(end);
    return has_structure(0, end) || by_repetition ? end - (title ? 1 : 0) : 0;
  }

  // Where the frame at the page's end begins, not before `from`.
  std::size_t trailing(std::size_t from) {
    std::size_t begin = lines_.size();
    std::size_t gap = 0;
    support_ = 0;
    for (std::size_t i = lines_.size(); i-- > from && gap <= kGap;) {
      if (has_contact_details(lines_[i].text) || (begin == lines_.size() && is_own_prose(i))) break;
      const bool repeated = is_repeated(i);
      const bool item = roles_[i] == FrameRole::item && gap == 0 && begin < lines_.size();
      if (is_structural(roles_[i]) || item || repeated) {
        begin = i;
        gap = 0;
      } else {
        ++gap;
      }
    }
    // Items at its head are the article's last list, unless other pages have them too.
    while (begin < lines_.size() && roles_[begin] == FrameRole::item && !is_repeated(begin)) ++begin;
    return begin;
  }

  // The longest run of lines without a sign of the frame that holds prose, as a frame
  // around it; of the lines without an article if there is none.
  Frame around_prose() {
    Frame frame{roles_, lines_.size(), lines_.size()};
    std::size_t longest = 0;
    for (std::size_t begin = 0; begin < lines_.size(); ++begin) {
      while (begin > 0 && begin < lines_.size() && roles_[begin] == FrameRole::item) ++begin;  // of the frame before
      std::size_t end = begin;
      std::size_t size = 0;
      bool has_prose = false;
      for (; end < lines_.size() && !is_structural(roles_[end]) && !is_repeated(end); ++end) {
        size += lines_[end].text.size();
        has_prose = has_prose || is_prose(lines_[end].text);
      }
      if (has_prose && size > longest) {
        longest = size;
        frame.leading_end = begin - (is_recurring_title(begin) ? 1 : 0);
        frame.trailing_begin = end;
      }
      begin = end;
    }
    return frame;
  }

 private:
  // What is shared by repetition alone and has prose behind it is a title that recurs.
  bool is_recurring_title(std::size_t behind) const {
    return behind > 0 && behind < lines_.size() && roles_[behind - 1] == FrameRole::plain &&
           count_words(lines_[behind - 1].text) >= 4 && is_prose(lines_[behind].text);
  }

  // Prose at an end of the page, which no frame is around: the article, though bullets may stand
  // alone on lines of its list.
  bool is_own_prose(std::size_t i) {
    return roles_[i] == FrameRole::plain && is_prose(lines_[i].text) && !is_repeated(i);
  }

  bool has_structure(std::size_t begin, std::size_t end) const {
    return std::any_of(roles_.begin() + static_cast<std::ptrdiff_t>(begin),
                       roles_.begin() + static_cast<std::ptrdiff_t>(end), is_structural);
  }

  bool is_repeated(std::size_t i) {
    if (counts_ == nullptr) return false;
    const std::string_view line = lines_[i].text;
    const std::size_t count = counts_->count(line);
    const std::size_t least = std::max<std::size_t>(2, counts_->documents() / kManyDocuments);
    if (count < least || count * 4 < support_ * 3) return false;
    if (text::count_characters(line) > kLongestRepeat || is_contact_line(line)) return false;
    support_ = std::max(support_, count);
    return true;
  }

  std::span<const Line> lines_;
  const std::vector<FrameRole>& roles_;
  const LineCounts* counts_;
  std::size_t support_ = 0;  // documents that share the frame found so far
};

Frame walk(std::span<const Line> lines, const LineCounts* counts, PagePart part) {
  Frame frame{roles_of(lines), 0, lines.size()};
  FrameWalk from_ends(lines, frame.roles, counts);
  if (part.is_head) frame.leading_end = from_ends.leading();
  // An article of few lines is no more than a gap between the two parts of the frame.
  if (frame.leading_end == lines.size() && part.is_end) return from_ends.around_prose();
  if (part.is_end) frame.trailing_begin = from_ends.trailing(frame.leading_end);
  return frame;
}

}  // namespace

std::size_t fused_label(std::string_view label, std::string_view line) {
  const std::size_t length = prefix_length(line, text::count_characters(label));
  if (label.empty() || length >= line.size() || text::count_characters(label) > kLongestMenuLabel) return 0;
  std::size_t at = length;
  const char32_t next = text::next_character(line, at);
  const bool begins_anew = text::is_upper(next) || text::is_digit(next) || next == U'«' || next == U'"';
  return begins_anew && same_text(line.substr(0, length), label) ? length : 0;
}

std::size_t count_words(std::string_view line) {
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < line.size();) {
    const bool is_space = text::is_space(text::next_character(line, at));
    words += !is_space && !inside ? 1 : 0;
    inside = !is_space;
  }
  return words;
}

bool is_prose(std::string_view line) {
  std::size_t at = line.size();
  if (line.empty()) return false;
  const char32_t last = text::previous_character(line, at);
  return count_words(line) >= 8 && std::u32string_view(U".!?…»”").find(last) != std::u32string_view::npos;
}

Frame find_frame(std::span<const Line> lines, const LineCounts& counts, PagePart part) {
  const Frame learned = walk(lines, counts.documents() > 1 ? &counts : nullptr, part);
  // Copies of one page share all their lines but the contact's: then only structure tells.
  const auto article = lines.subspan(learned.leading_end, learned.trailing_begin - learned.leading_end);
  const bool has_text =
      std::any_of(article.begin(), article.end(), [](const Line& l) { return !is_contact_line(l.text); });
  return has_text ? learned : walk(lines, nullptr, part);
}

}  // namespace oimtm::formats
