// What a corpus keeps. Private to tm/phrases/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tm/phrases.h"
#include "tm/phrases/forms.h"

namespace oimtm::tm {

class PhraseCorpus::Impl {
 public:
  explicit Impl(text::LanguageTag given) : language(std::move(given)) {}

  struct Segment {
    std::uint64_t begin = 0;  // in `texts`
    std::uint32_t size = 0;
    std::uint32_t document = 0;
    FormId form = 0;
    std::uint32_t first_target = 0;
    std::uint16_t targets = 0;
    text::BlockKind kind = text::BlockKind::body;
    UnitId unit = 0;
  };
  struct Target {
    std::uint64_t begin = 0;
    std::uint32_t size = 0;
    std::uint16_t language = 0;
    float confidence = -1;  // negative: not known
  };
  struct Frame {
    std::string text;
    std::uint32_t documents = 0;
    std::uint32_t first_document = 0;
  };

  std::string_view text(const Segment& segment) const {
    return std::string_view(texts).substr(segment.begin, segment.size);
  }
  std::string_view text(const Target& target) const {
    return std::string_view(texts).substr(target.begin, target.size);
  }

  // A segment whose words are mined, of whatever kind.
  void add_prose(const PhraseSegment& segment, const std::vector<text::Token>& tokens);
  // Call it when all is added. A second time it does nothing.
  void finish();

  text::LanguageTag language;
  std::vector<PhraseDocument> documents;
  std::vector<Segment> segments;
  std::vector<Segment> approved;  // phrases; their document and form mean nothing
  std::vector<Target> targets;
  std::vector<text::LanguageTag> target_languages;
  std::string texts;
  Forms forms;
  std::vector<Frame> frame;                                  // menu lines, in order
  std::unordered_map<std::uint64_t, std::size_t> frame_ids;  // by the hash of the folded line
  std::unordered_set<std::uint64_t> frame_places;            // document and line
  bool is_finished = false;
};

}  // namespace oimtm::tm
