// Generated pages of a site, as scraped: a frame, an article, and what each line holds.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/generate.h"
#include "text/document.h"

namespace oimtm::test {

// One line of a page, and the kinds and texts of the blocks that it holds.
struct PageLine {
  std::string line;
  std::vector<std::pair<text::BlockKind, std::string>> blocks;
};

using Page = std::vector<PageLine>;

inline PageLine page_line(text::BlockKind kind, const std::string& line) { return {line, {{kind, line}}}; }

inline std::string to_text(const Page& page) {
  std::string text;
  for (const PageLine& line : page) text += line.line + "\n";
  return text;
}

inline Page joined(Page head, const Page& tail) {
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

// Plain words in lower case.
inline std::string plain_words(Dice& dice, std::size_t count) {
  static constexpr std::array<std::string_view, 20> kWords = {
      "migrants", "families", "between", "réfugiés", "were",    "the",  "from",  "région", "travelled", "through",
      "long",     "centres",  "and",     "support",  "partout", "with", "après", "homes",  "early",     "roads"};
  std::string text(dice.pick(kWords));
  for (std::size_t i = 1; i < count; ++i) (text += ' ') += dice.pick(kWords);
  return text;
}

// A label of a menu; another for each number, up to 500.
inline std::string menu_label(Dice& dice, std::size_t number) {
  static constexpr std::array<std::string_view, 8> kHeads = {"About", "Nos",     "Our", "Données",
                                                             "Data",  "Travail", "Who", "Priorités"};
  const char letter = static_cast<char>('a' + number % 26);
  return std::string(dice.pick(kHeads)) + " équipe " + std::string(1 + number / 26, letter);
}

// The frame of a site: doubled labels, labels fused to a mission statement, items, bullets.
inline Page site_frame(Dice& dice, std::size_t labels) {
  using text::BlockKind;
  Page frame = {page_line(BlockKind::menu, "-")};
  for (std::size_t i = 0; i < labels; ++i) {
    const std::string label = menu_label(dice, i);
    frame.push_back(page_line(BlockKind::menu, label));
    if (dice.chance(3)) {
      const std::string mission = "Since 1951 " + plain_words(dice, 20) + ".";
      frame.push_back({label + mission, {{BlockKind::menu, label}, {BlockKind::about, mission}}});
    } else {
      frame.push_back(page_line(BlockKind::menu, label));
    }
    for (std::size_t item = dice.below(4); item > 0; --item) {
      const std::string text = "Item of " + label + " " + std::string(item, 'i');
      frame.push_back({"- " + text, {{BlockKind::menu, text}}});
    }
    if (dice.chance(4)) frame.push_back(page_line(BlockKind::menu, "-"));
  }
  return frame;
}

// A release: title, paragraphs, and mostly at the end whom to ask. No other number has the
// same lines.
inline Page article(Dice& dice, std::size_t number) {
  using text::BlockKind;
  const std::string mark = " " + std::string(3 + number, 'z');
  Page page = {page_line(BlockKind::title, "IOM helps " + plain_words(dice, 4) + mark)};
  for (std::size_t paragraphs = 2 + dice.below(5); paragraphs > 0; --paragraphs) {
    std::string text;
    for (std::size_t sentences = 1 + dice.below(4); sentences > 0; --sentences)
      text += (text.empty() ? "Hier " : " Alors ") + plain_words(dice, 8 + dice.below(12)) + mark + ".";
    page.push_back(page_line(BlockKind::body, text));
  }
  if (dice.chance(4)) return page;
  page.push_back(page_line(BlockKind::contact, "For more information, please contact:"));
  page.push_back(page_line(BlockKind::contact, "Jean Exemple" + mark + ", Tel: +41 22 717 91 11"));
  return page;
}

}  // namespace oimtm::test
