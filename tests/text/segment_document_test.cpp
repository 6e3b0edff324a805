// Blocks and documents into segments: split_block, segment_document.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/generate.h"
#include "text/hash.h"
#include "text/segmenter.h"

namespace {

using namespace oimtm;
using text::Block;
using text::BlockKind;
using text::ByteRange;
using text::DocumentSegment;
using text::LanguageTag;

const text::Segmenter& french() {
  static const text::Segmenter segmenter(text::SrxRules::built_in(LanguageTag("fr")), LanguageTag("fr"));
  return segmenter;
}

Block block(BlockKind kind, const std::string& content) {
  Block block;
  block.id = "b1";
  block.kind = kind;
  block.content.text = content;
  return block;
}

// "body<Oui.> quote<« Non. »>"
std::string shown(const std::vector<DocumentSegment>& segments) {
  std::string shown;
  for (const DocumentSegment& segment : segments) {
    if (!shown.empty()) shown += " ";
    shown += std::string(to_string(segment.kind)) + "<" + segment.segment.text + ">";
  }
  return shown;
}

}  // namespace

TEST_CASE("the segments of a body within quotation marks are quotes") {
  struct Row {
    const char* why;
    std::string text;
    std::string segments;
  };
  const Row row = GENERATE(values<Row>({
      {"no quotation", "Oui. Non.", "body<Oui.> body<Non.>"},
      {"one that begins with a mark", "« Oui », dit-il. Non.", "quote<« Oui », dit-il.> body<Non.>"},
      {"English marks", "“Oui.” Non.", "quote<“Oui.”> body<Non.>"},
      {"straight marks", "\"Oui.\" Non.", "quote<\"Oui.\"> body<Non.>"},
      {"German marks", "„Oui.” Non.", "quote<„Oui.”> body<Non.>"},
      {"one that goes on over several", "« Oui. Non. Si », dit-il. Ah.",
       "quote<« Oui.> quote<Non.> quote<Si », dit-il.> body<Ah.>"},
      {"straight marks over several", "\"Oui. Non. Si\", dit-il. Ah.",
       "quote<\"Oui.> quote<Non.> quote<Si\", dit-il.> body<Ah.>"},
      {"a word within is no quotation", "Le mot « Oui » va. Non.", "body<Le mot « Oui » va.> body<Non.>"},
      {"one that begins within a sentence", "Il dit : « Oui. Non. » Ah.",
       "body<Il dit : « Oui.> quote<Non. »> body<Ah.>"},
      {"an apostrophe is no quotation mark", "L’OIM. Non.", "body<L’OIM.> body<Non.>"},
  }));
  CAPTURE(row.why);
  CHECK(shown(split_block(block(BlockKind::body, row.text), french())) == row.segments);
}

TEST_CASE("only a body has quotes; other kinds keep theirs") {
  for (const BlockKind kind : {BlockKind::title, BlockKind::list, BlockKind::contact, BlockKind::about}) {
    const std::string name(to_string(kind));
    CAPTURE(name);
    CHECK(shown(split_block(block(kind, "« Oui. » Non."), french())) == name + "<« Oui. »> " + name + "<Non.>");
  }
}

TEST_CASE("a menu, and a block that is whole, are never split") {
  CHECK(shown(split_block(block(BlockKind::menu, "Oui. Non."), french())) == "menu<Oui. Non.>");
  for (const char* text : {" Oui. Non. ", ""}) {
    Block whole = block(BlockKind::body, text);
    whole.is_whole = true;
    whole.content.codes = {{text::InlineCode::Kind::stands_alone, 0, "1", "<br/>"}};
    const auto segments = split_block(whole, french());
    REQUIRE(segments.size() == 1);
    CHECK(segments[0].segment == whole.content);
    CHECK(segments[0].block == "b1");
  }
}

TEST_CASE("a block of white space has no segments") {
  CHECK(split_block(block(BlockKind::body, " \u00A0 "), french()).empty());
}

TEST_CASE("the first segment has the dateline, if all of it") {
  struct Row {
    const char* why;
    std::string text;
    ByteRange dateline;
    std::string of_segment;  // the dateline as its segment has it; empty if none has
  };
  const Row row = GENERATE(values<Row>({
      {"as it stands", "Libye - Oui. Non.", {0, 8}, "Libye - "},
      {"behind white space", "  Libye - Oui. Non.", {2, 10}, "Libye - "},
      {"up to the segment's end", "Libye. Non.", {0, 6}, "Libye."},
      {"one that the rules break", "Bonn (5 nov.) – Oui.", {0, 18}, ""},
      {"white space before it is none of it", "  Libye - Oui.", {0, 10}, "Libye - "},
  }));
  CAPTURE(row.why);
  Block body = block(BlockKind::body, row.text);
  body.dateline = row.dateline;
  const auto segments = split_block(body, french());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto& found = segments[i].dateline;
    REQUIRE(found.has_value() == (i == 0 && !row.of_segment.empty()));
    if (found) CHECK(segments[i].segment.text.substr(found->begin, found->size()) == row.of_segment);
  }
}

TEST_CASE("a document's segments are those worth storing, in order") {
  text::Document document{"a.txt", LanguageTag("fr"), "the bytes", {}};
  const std::vector<std::pair<BlockKind, std::string>> blocks = {
      {BlockKind::menu, "Accueil"},      {BlockKind::about, "L'OIM aide."},
      {BlockKind::title, "Titre"},       {BlockKind::body, "Oui. Oui."},
      {BlockKind::body, "Oui."},         {BlockKind::about, "L'OIM aide. Elle agit."},
      {BlockKind::menu, "Aller au haut"}};
  for (const auto& [kind, content] : blocks) {
    document.blocks.push_back(block(kind, content));
    document.blocks.back().id = std::to_string(document.blocks.size());
  }
  const text::SegmentedDocument segmented = segment_document(document, french());
  CHECK(shown(segmented.segments) ==
        "about<L'OIM aide.> title<Titre> body<Oui.> body<Oui.> body<Oui.> about<Elle agit.>");
  CHECK(segmented.segments.back().block == "6");
  CHECK(segmented.segments[2].block == "4");
  CHECK(segmented.name == "a.txt");
  CHECK(segmented.language == LanguageTag("fr"));
  CHECK(segmented.content_hash == text::hash64("the bytes"));
}
