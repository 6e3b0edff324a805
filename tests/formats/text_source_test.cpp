// Texts as they stream in: the same lines, blocks and places whatever the parts, and in
// windows whatever the size of the file.
#include "formats/text_source.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/filter.h"
#include "tests/support/errors.h"
#include "tests/support/filter_laws.h"
#include "tests/support/generate.h"
#include "tests/support/lines.h"
#include "tests/support/pages.h"
#include "text/characters.h"
#include "text/hash.h"

namespace {

using namespace oimtm;
using namespace std::string_literals;
using Strings = std::vector<std::string>;
using formats::Line;
using formats::TextOptions;
using formats::TextSource;
using test::error_of;

TextOptions small_window(std::size_t part) {
  TextOptions options;
  options.window = 600;
  options.tail = 200;
  options.part = part;
  return options;
}

std::string described(const Line& line) {
  return std::to_string(line.number) + "@" + std::to_string(line.begin) + ": " + std::string(line.text);
}

// The lines, read window by window; some of each window are left for the next.
Strings lines_of(std::string_view original, const TextOptions& options, test::Dice& dice) {
  formats::ByteSource bytes(original, "f");
  TextSource source(bytes, options);
  Strings result;
  for (;;) {
    const std::span<const Line> lines = source.lines();
    const std::size_t used = source.is_last() ? lines.size() : 1 + dice.below(lines.size());
    for (const Line& line : lines.first(used)) result.push_back(described(line));
    if (source.is_last()) return result;
    source.drop(used);
  }
}

// Everything that a filter says of a text, with places in the file.
std::string blocks_of(const formats::Filter& filter, std::string_view original, const TextOptions& options) {
  formats::ByteSource bytes(original, "f");
  TextSource source(bytes, options);
  std::string result;
  filter.read(source, {}, [&](text::Block&& block) {
    result += block.id + " " + std::string(text::to_string(block.kind)) + " (" + block.reason + ") ";
    if (block.dateline) result += "dateline " + std::to_string(block.dateline->end) + " ";
    for (const text::ByteRange& range : block.content.ranges) {
      const text::ByteRange place = source.in_file(range);
      result += std::to_string(place.begin) + "-" + std::to_string(place.end) + " ";
    }
    result += to_string(source.locate(block.content.ranges.front().begin)) + ": " + block.content.text + "\n";
  });
  return result + std::to_string(source.content_hash());
}

// A page of some thousand bytes: larger than the small window.
std::string large_page(test::Dice& dice) {
  std::string text = to_text(test::site_frame(dice, 4));
  for (std::size_t number = 0; number < 2 + dice.below(4); ++number) {
    text += to_text(test::article(dice, number));
    if (dice.chance(2)) text += "\r\n- " + test::random_text(dice, 8) + "\n\n";
    if (dice.chance(3)) text += test::random_text(dice, 40) + "\n" + test::random_text(dice, 30) + "\n";
  }
  return text + (dice.chance(2) ? to_text(test::site_frame(dice, 3)) : "");
}

std::string utf16(std::string_view text) {
  std::string bytes = "\xFF\xFE";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_character(text, at);
    const char32_t first = c < 0x10000 ? c : 0xD800 + ((c - 0x10000) >> 10);
    const char32_t second = 0xDC00 + ((c - 0x10000) & 0x3FF);
    bytes += {static_cast<char>(first & 0xFF), static_cast<char>(first >> 8)};
    if (c >= 0x10000) bytes += {static_cast<char>(second & 0xFF), static_cast<char>(second >> 8)};
  }
  return bytes;
}

}  // namespace

TEST_CASE("the lines of a text are those found the obvious way, whatever parts are read", "[text-source][law]") {
  test::Dice dice(31);
  for (int round = 0; round < 60; ++round) {
    const std::string original = (dice.chance(3) ? "\xEF\xBB\xBF" : "") + large_page(dice);
    Strings expected;
    for (const Line& line : test::split_lines(original)) expected.push_back(described(line));
    CHECK(lines_of(original, small_window(1 + dice.below(50)), dice) == expected);
    CHECK(lines_of(original, {}, dice) == expected);
  }
}

TEST_CASE("what a filter says of a text is the same whatever parts are read", "[text-source][law]") {
  test::Dice dice(32);
  for (int round = 0; round < 30; ++round) {
    std::string original = large_page(dice);
    if (dice.chance(3)) original = utf16(original);
    for (const formats::Filter& filter : formats::filters()) {
      CAPTURE(filter.name, original);
      const std::string whole = blocks_of(filter, original, small_window(1 << 20));
      for (const std::size_t part : {std::size_t{1}, std::size_t{2}, std::size_t{7}, 3 + dice.below(2000)})
        CHECK(blocks_of(filter, original, small_window(part)) == whole);
    }
  }
}

TEST_CASE("every filter keeps the laws when a text is larger than its window", "[text-source][law]") {
  test::Dice dice(33);
  for (int round = 0; round < 60; ++round) {
    const std::string original = large_page(dice);
    for (const formats::Filter& filter : formats::filters()) {
      CAPTURE(filter.name, original);
      formats::ByteSource bytes(original, "f");
      TextSource source(bytes, small_window(64));
      std::vector<text::Block> blocks;
      filter.read(source, {}, [&](text::Block&& block) { blocks.push_back(std::move(block)); });
      CHECK(test::broken_law(original, blocks) == "");
    }
  }
}

TEST_CASE("a paragraph that no window holds is found whole", "[text-source]") {
  std::string original = "Il commence ainsi,\n";
  for (int i = 0; i < 200; ++i) original += "et se poursuit encore " + std::to_string(i) + " fois de plus,\n";
  original += "et finit.\nUn autre.\n\nUn dernier.\n";
  for (const char* name : {"text", "release"}) {
    CAPTURE(name);
    formats::ByteSource bytes(original, "f");
    TextSource source(bytes, small_window(64));
    std::vector<std::size_t> sizes;
    formats::filter_named(name).read(source, {},
                                     [&](text::Block&& block) { sizes.push_back(block.content.ranges.size()); });
    CHECK(sizes == std::vector<std::size_t>{202, 1, 1});
  }
}

TEST_CASE("a frame at both ends of a large page is found, and the contact block before it", "[text-source]") {
  const std::string menu = "-\nOur work\nOur work\n- Careers\n-\n";
  std::string original = menu + "IOM helps people\n";
  for (int i = 0; i < 100; ++i) original += "On Monday number " + std::to_string(i) + " of many came home.\n";
  original += "For more information, please contact:\nJean Exemple\nTel: +41 22 717 91 11\n" + menu;
  formats::ByteSource bytes(original, "f");
  TextSource source(bytes, small_window(64));
  Strings kinds;
  formats::filter_named("release").read(source, {},
                                        [&](text::Block&& block) { kinds.emplace_back(text::to_string(block.kind)); });
  Strings expected(5, "menu");
  expected.emplace_back("title");
  expected.insert(expected.end(), 100, "body");
  expected.insert(expected.end(), 3, "contact");
  expected.insert(expected.end(), 5, "menu");
  CHECK(kinds == expected);
}

TEST_CASE("places are bytes of the file in every encoding", "[text-source][law]") {
  test::Dice dice(34);
  for (int round = 0; round < 30; ++round) {
    const std::string text = large_page(dice);
    const std::string original = utf16(text);
    formats::ByteSource bytes(original, "f");
    TextSource source(bytes, small_window(100));
    formats::filter_named("release").read(source, {}, [&](text::Block&& block) {
      for (const text::ByteRange& range : block.content.ranges) {
        const text::ByteRange place = source.in_file(range);
        CHECK(original.substr(place.begin, place.size()) == utf16(text.substr(range.begin, range.size())).substr(2));
      }
    });
    CHECK(source.content_hash() == text::hash64(original));
  }
}

TEST_CASE("what is repaired keeps the places of what is not", "[text-source]") {
  const std::string original = "d\xE9j\xE0 vu\nun \xE2\x82 deux\0\nici\n"s;
  formats::ByteSource bytes(original, "f");
  TextOptions options;
  options.repair = true;
  TextSource source(bytes, options);
  const auto lines = source.lines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].text == "d\uFFFDj\uFFFD vu");
  CHECK(source.in_file(lines[1].begin) == original.find("un"));
  CHECK(source.in_file(lines[2].begin) == original.find("ici"));
  CHECK(source.in_file(lines[0].begin) == 0);  // back again
  CHECK(source.repaired() == 4);
}

TEST_CASE("a line or paragraph larger than a block may be is refused, and the option named", "[text-source]") {
  TextOptions options = small_window(100);
  options.largest_block = 2 << 20;
  const auto says = [&](const std::string& original, const char* filter) {
    return error_of<InputError>([&] {
      formats::ByteSource bytes(original, "f");
      TextSource source(bytes, options);
      formats::filter_named(filter).read(source, {}, [](text::Block&&) {});
    });
  };
  const std::string refusal = "f:2: a block of more than 2 MB begins here\n--max-block 8 ";
  const std::size_t most = options.largest_block;
  CHECK(says("Bon.\n" + std::string(most + 1, 'a'), "lines").starts_with(refusal));
  CHECK(says("Bon.\n" + std::string(most + 1, 'a') + "\nb", "text").starts_with(refusal));
  CHECK(says("Bon.\n" + std::string(most + 1, ' '), "text").starts_with(refusal));
  for (const char* filter : {"lines", "text", "release"}) {
    CAPTURE(filter);
    CHECK(says("Bon.\n" + std::string(most, 'a') + "\nBon.\n", filter).empty());
    CHECK(says("Bon.\n" + std::string(most, 'a'), filter).empty());
  }
  std::string paragraph = "Bon.\n";
  while (paragraph.size() < most * 3 / 2) paragraph += "une ligne qui se poursuit encore,\n";
  CHECK(says(paragraph, "text").starts_with(refusal));
  CHECK(says(paragraph, "release").find("a block of more than 2 MB") != std::string::npos);
  CHECK(says(paragraph, "lines").empty());
}

TEST_CASE("a place has its line and column, whatever was asked before", "[text-source]") {
  const std::string original = (GENERATE(false, true) ? "\xEF\xBB\xBF" : "") + "à l’été\n\n« Oui. » Non.\nfin\n"s;
  formats::ByteSource bytes(original, "f");
  TextSource source(bytes);
  const std::span<const Line> lines = source.lines();
  const auto place = [&](std::size_t line, std::string_view words) {
    return to_string(source.locate(lines[line].begin + lines[line].text.find(words)));
  };
  for (int round = 0; round < 2; ++round) {
    CHECK(place(0, "à") == "f:1:1");
    CHECK(place(0, "été") == "f:1:5");
    CHECK(place(2, "Oui") == "f:3:3");
    CHECK(place(2, "Non") == "f:3:10");
    CHECK(place(2, "« ") == "f:3:1");
    CHECK(place(3, "n") == "f:4:3");
  }
}

TEST_CASE("places in the white space around lines have their line too, in any order", "[text-source]") {
  const std::string original = "one \r\n  two\n   \n\tà three";
  formats::ByteSource bytes(original, "f");
  TextSource source(bytes);
  source.lines();
  Strings expected;
  for (std::size_t at = 0; at < original.size(); ++at) expected.push_back(to_string(locate(original, at, "f")));
  for (std::size_t at = 0; at < original.size(); ++at) CHECK(to_string(source.locate(at)) == expected[at]);
  for (std::size_t at = original.size(); at-- > 0;) CHECK(to_string(source.locate(at)) == expected[at]);
}

TEST_CASE("places in a file that was repaired are its own, in any order", "[text-source]") {
  const std::string original = "d\xE9j\xE0 vu\n\xE2\x82 fin \uFFFD.\n";
  TextOptions options;
  options.repair = true;
  formats::ByteSource bytes(original, "f");
  TextSource source(bytes, options);
  const std::string text(source.lines().empty() ? "" : source.text());
  for (const std::string_view words : {"vu", "fin", "d", ".", "j", "fin", "vu"})
    CHECK(source.in_file(text.find(words)) == original.find(words));
  source.drop(1);
  CHECK(source.in_file(text.find("fin")) == original.find("fin"));
  CHECK(source.in_file(text.find('.')) == original.find('.'));
}

TEST_CASE("lines are given one by one, and a fault is told behind those before it", "[text-source]") {
  formats::ByteSource bytes("one\n\ntwo\nbad \xFF\n", "f");
  TextSource source(bytes, formats::line_by_line({}));
  Strings given;
  CHECK(error_of<InputError>([&] {
          formats::for_each_line(source, [&](const Line& line) { given.push_back(described(line)); });
        }).starts_with("f:4:5: not valid UTF-8 at byte offset 13"));
  CHECK(given == Strings{"1@0: one", "2@4: ", "3@5: two"});
}
