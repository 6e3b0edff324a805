#include "formats/release/article.h"

#include <algorithm>
#include <string>

#include "formats/item_marks.h"
#include "formats/line_ends.h"
#include "formats/release/contact.h"
#include "formats/release/dateline.h"
#include "formats/release/frame.h"
#include "text/characters.h"

namespace oimtm::formats {

namespace {

using text::Block;
using text::BlockKind;

constexpr std::size_t kLongestTitle = 250;        // characters
constexpr std::size_t kLongestItem = 160;         // of a list's or a contact block's line
constexpr std::size_t kLongestContactLabel = 40;  // "Poland" in "Poland: +48 22 490 20 44"
constexpr std::size_t kLongestName = 7;           // words

bool is_short(std::string_view line) { return text::count_characters(line) <= kLongestItem; }

Block make_block(std::span<const Line> lines, BlockKind kind, std::string reason) {
  const bool is_item = kind == BlockKind::list;
  return {"L" + std::to_string(lines.front().number),
          kind,
          is_item ? join_item(lines) : join(lines),
          {},
          std::move(reason)};
}

bool has_word(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = text::next_character(line, at);
    if (text::is_letter(c) || text::is_digit(c)) return true;
  }
  return false;
}

// How many of the first lines are the title: one, or more if it was wrapped. 0 if the
// article begins with prose.
std::size_t title_length(std::span<const Line> lines) {
  if (lines.size() < 2 || !has_word(lines.front().text) || bullet_length(lines.front().text) > 0) return 0;
  std::size_t length = 1;
  while (length < lines.size() && !lines[length].is_blank() && flows_on(lines[length - 1], lines[length])) ++length;
  const text::Segment title = join(lines.first(length));
  const bool ends_sentence = std::u32string_view(U".,;:").find(last_character(title.text)) != std::u32string_view::npos;
  return ends_sentence || length == lines.size() || text::count_characters(title.text) > kLongestTitle ? 0 : length;
}

// "Label : value", the form of lists of numbers and addresses.
bool has_label(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < line.size() &&
         text::count_characters(line.substr(0, colon)) <= kLongestContactLabel &&
         line.substr(0, colon).find('.') == std::string_view::npos && line[colon + 1] != '/';
}

// "1. ", "12) ", "a) ": the marker of an item.
bool has_marker(std::string_view line) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t at = 0;
  while (at < line.size() && at < 2 && is_digit(line[at])) ++at;
  const bool is_lettered = at == 0 && line.size() > 1 && line[0] >= 'a' && line[0] <= 'z' && line[1] == ')';
  if (is_lettered) at = 1;
  return at > 0 && at + 1 < line.size() && (line[at] == '.' || line[at] == ')') && line[at + 1] == ' ';
}

// A name or an address may be so: some words that are no sentence.
bool is_name(std::string_view line) {
  return count_words(line) <= kLongestName &&
         std::u32string_view(U".!?…»”").find(last_character(line)) == std::u32string_view::npos;
}

bool opens_quote(std::string_view line) {
  std::size_t at = 0;
  const char32_t first = line.empty() ? 0 : text::next_character(line, at);
  return first == U'«' || first == U'“' || first == U'"' || first == U'„';
}

bool is_list_line(std::string_view line) {
  if (has_label(line) || has_marker(line)) return true;
  return is_short(line) && last_character(line) != U'.' && !opens_quote(line);
}

// A label of mail, telephone or a page at a line's end: what it announces was put on the next.
bool wants_address(const Block& label, const Block& next) {
  if (last_character(label.content.text) != U':' || text::count_characters(label.content.text) > kLongestContactLabel)
    return false;
  const std::string& address = next.content.text;
  const bool is_link = address.starts_with("http://") || address.starts_with("https://") || address.starts_with("www.");
  return address.find(' ') == std::string::npos && (is_link || has_contact_details(address));
}

// A star behind a word: "Amina*, 19".
bool has_note_mark(std::string_view line) {
  for (std::size_t star = line.find('*'); star != std::string_view::npos; star = line.find('*', star + 1)) {
    std::size_t at = star;
    if (star > 0 && text::is_letter(text::previous_character(line, at))) return true;
  }
  return false;
}

}  // namespace

// Gives kinds to blocks that have none yet, in order.
class Kinds {
 public:
  // `is_last`: no block follows these.
  Kinds(Article& article, std::vector<Block>& blocks, bool is_last)
      : blocks_(blocks),
        is_last_(is_last),
        in_contact_(article.in_contact_),
        in_list_(article.in_list_),
        details_from_(blocks.size() + 1) {
    for (std::size_t i = blocks.size(); i-- > 0;) {
      details_from_[i] = details_from_[i + 1] + (has_contact_details(blocks[i].content.text) ? 1 : 0);
      if (short_from_ == 0 && !is_short(blocks[i].content.text)) short_from_ = i + 1;
    }
  }

  // To the first `count`.
  void assign(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      Block& block = blocks_[i];
      if (block.kind == BlockKind::title || block.kind == BlockKind::menu) continue;
      if (block.kind == BlockKind::list) {
        in_list_ = false;  // a line without a mark is none of its items
        continue;
      }
      const std::string_view line = block.content.text;
      if (opens_contact(line) || (!in_list_ && ends_with_details(i))) in_contact_ = true;
      if (in_contact_ && (is_short(line) || is_contact_line(line))) {
        set(block, BlockKind::contact, opens_contact(line) ? "opens a contact block" : "in a contact block");
        continue;
      }
      in_contact_ = false;
      in_list_ = in_list_ ? is_list_line(line) : opens_list(i);
      if (in_list_) set(block, BlockKind::list, "in a list");
    }
  }

 private:
  static void set(Block& block, BlockKind kind, const char* reason) {
    block.kind = kind;
    block.reason = reason;
  }

  bool opens_list(std::size_t i) const {
    const std::string_view line = blocks_[i].content.text;
    return last_character(line) == U':' && is_short(line) && i + 1 < blocks_.size() &&
           (blocks_[i + 1].kind == BlockKind::list || is_list_line(blocks_[i + 1].content.text));
  }

  // Whether from here to the article's end every block is short and one in two has
  // details: a contact block without an opening. It begins with a detail, or with a name.
  bool ends_with_details(std::size_t from) const {
    const std::size_t details = details_from_[from];
    const std::string_view line = blocks_[from].content.text;
    return is_last_ && from >= short_from_ && details > 0 && details * 2 >= blocks_.size() - from && !is_prose(line) &&
           (is_name(line) || has_contact_details(line));
  }

  std::vector<Block>& blocks_;
  bool is_last_;
  bool& in_contact_;
  bool& in_list_;
  std::vector<std::size_t> details_from_;  // how many blocks from this one on have contact details
  std::size_t short_from_ = 0;             // all blocks from this one on are short
};

namespace {

// Whether a contact block begins at this line, and no sentence goes on with it.
bool begins_contact(const Line& line) {
  std::size_t at = 0;
  return !line.is_blank() && text::is_upper(text::next_character(line.text, at)) && opens_contact(line.text);
}

// What is no contact block and what begins one are no paragraph, however full the line.
std::vector<std::span<const Line>> paragraphs_and_contacts(std::span<const Line> lines) {
  std::vector<std::span<const Line>> result;
  for (const std::span<const Line> paragraph : paragraphs(lines)) {
    std::size_t first = 0;
    for (std::size_t i = 1; i < paragraph.size(); ++i) {
      if (!begins_contact(paragraph[i]) || flows_on(paragraph[i - 1], paragraph[i])) continue;
      result.push_back(paragraph.subspan(first, i - first));
      first = i;
    }
    result.push_back(paragraph.subspan(first));
  }
  return result;
}

// A line with a star, and none like it before or behind: no list has one item.
bool is_lone_star(std::span<const Line> all, std::span<const Line> paragraph) {
  const auto has_star = [](const Line& line) { return line.text.starts_with("* "); };
  const auto is_filled = [](const Line& line) { return !line.is_blank(); };
  if (!has_star(paragraph.front())) return false;
  const auto at = paragraph.data() - all.data();
  const auto before = all.first(static_cast<std::size_t>(at));
  const auto behind = all.subspan(static_cast<std::size_t>(at) + paragraph.size());
  const auto last = std::find_if(before.rbegin(), before.rend(), is_filled);
  const auto next = std::find_if(behind.begin(), behind.end(), is_filled);
  return (last == before.rend() || !has_star(*last)) && (next == behind.end() || !has_star(*next));
}

}  // namespace

// The blocks of `lines`, and of each the number of its first line.
struct Article::Paragraphs {
  std::vector<Block> blocks;
  std::vector<std::size_t> first_lines;

  void add(std::span<const Line> lines, BlockKind kind, const char* reason) {
    Block block = make_block(lines, kind, reason);
    if (!blocks.empty() && wants_address(blocks.back(), block)) {
      Block& label = blocks.back();
      label.content.text += ' ' + block.content.text;
      label.content.ranges.insert(label.content.ranges.end(), block.content.ranges.begin(), block.content.ranges.end());
      return;
    }
    blocks.push_back(std::move(block));
    first_lines.push_back(lines.front().number);
  }
};

void Article::add(std::span<const Line> all, std::span<const Line> paragraph, bool is_item, Paragraphs& found) {
  const Line& first = paragraph.front();
  const bool has_words =
      std::any_of(paragraph.begin(), paragraph.end(), [](const Line& l) { return has_word(l.text); });
  const char* reason = paragraph.size() > 1            ? "wrapped lines joined"
                       : bullet_length(first.text) > 0 ? "a bullet"
                       : is_item                       ? "a counted item"
                                                       : "a line";
  if (!has_words)
    found.add(paragraph, BlockKind::menu, "no words");
  else if (has_star_ && is_lone_star(all, paragraph))
    found.add(paragraph, BlockKind::body, "a note");
  else
    found.add(paragraph, is_item ? BlockKind::list : BlockKind::body, reason);
  has_star_ =
      has_star_ || std::any_of(paragraph.begin(), paragraph.end(), [](const Line& l) { return has_note_mark(l.text); });
}

std::size_t Article::read(std::span<const Line> lines, bool is_last, const BlockSink& sink) {
  const std::size_t blank = static_cast<std::size_t>(
      std::find_if(lines.begin(), lines.end(), [](const Line& line) { return !line.is_blank(); }) - lines.begin());
  const std::span<const Line> filled = lines.subspan(blank);
  if (filled.empty()) return lines.size();
  const std::vector<bool> heads = item_heads(filled);
  Paragraphs found;
  const std::size_t title = is_begun_ ? 0 : title_length(filled);
  if (title > 0) found.add(filled.first(title), BlockKind::title, "first line, no full stop");
  for (const std::span<const Line> paragraph : paragraphs_and_contacts(filled.subspan(title)))
    add(filled, paragraph, heads[static_cast<std::size_t>(paragraph.data() - filled.data())], found);
  const std::size_t count = found.blocks.size() - (is_last ? 0 : 1);
  Kinds(*this, found.blocks, is_last).assign(count);
  is_begun_ = is_begun_ || count > 0;
  for (std::size_t i = 0; i < count; ++i) {
    Block& block = found.blocks[i];
    if (!has_body_ && block.kind == BlockKind::body) {
      block.dateline = find_dateline(block.content.text);
      has_body_ = block.dateline || !is_name(block.content.text);  // a date may stand in a line of its own
    }
    sink(std::move(block));
  }
  return is_last ? lines.size() : found.first_lines[count] - lines.front().number;
}

std::vector<Block> article_blocks(std::span<const Line> lines) {
  std::vector<Block> blocks;
  Article().read(lines, true, [&](Block&& block) { blocks.push_back(std::move(block)); });
  return blocks;
}

}  // namespace oimtm::formats
