// Translations of one XLIFF file into another.
#include <algorithm>
#include <map>
#include <tuple>

#include "formats/bilingual.h"
#include "formats/xliff/translation.h"

namespace oimtm::formats {

using xliff::codes_lost;
using xliff::is_blank;

RewriteCounts merge_into(ByteSource& original, ByteSource& translated, const ByteSink& sink,
                         const DiagnosticSink& report) {
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, std::vector<BilingualSegment>> translations;  // several of one key: in their order
  text::LanguageTag language;
  rewrite_bilingual(
      translated, {},
      [&](const BilingualSegment& segment) {
        language = segment.target_language;
        translations[{segment.document, segment.unit, segment.id}].push_back(segment);
        return SegmentChange();
      },
      [](std::string_view) {}, report);
  std::size_t refused = 0;
  std::size_t incomplete = 0;
  std::map<Key, std::size_t> used;
  const auto fill = [&](const BilingualSegment& segment) {
    SegmentChange change;
    const Key key{segment.document, segment.unit, segment.id};
    const auto found = translations.find(key);
    if (found == translations.end() || used[key] >= found->second.size()) return change;
    const BilingualSegment& translation = found->second[used[key]++];
    if (!translation.target || is_blank(*translation.target)) return change;
    const auto refuse = [&](Message reason) {
      ++refused;
      report({std::move(reason), {original.path(), 0, 0}});
    };
    if (translation.source.text != segment.source.text) {
      refuse(msg("unit {1}: its source is another in the translated file", segment.unit));
      return change;
    }
    if (segment.target && *segment.target == *translation.target) return change;
    change.target = tie(segment.source, *translation.target);
    if (!change.target)
      refuse(msg("unit {1}: the translation cannot be put in: it has codes that the source has not", segment.unit));
    if (const std::size_t lost = codes_lost(segment.source, *translation.target); change.target && lost > 0) {
      ++incomplete;
      report({msg("unit {1}: the translation lacks inline codes of its source: {2}", segment.unit, lost),
              {original.path(), 0, 0}});
    }
    return change;
  };
  RewriteCounts counts = rewrite_bilingual(original, {language}, fill, sink, report);
  counts.refused += refused;
  counts.incomplete = incomplete;
  for (const auto& [key, segments] : translations) {
    const std::size_t taken = used.count(key) != 0 ? used.at(key) : 0;
    const auto lost =
        std::count_if(segments.begin() + static_cast<std::ptrdiff_t>(taken), segments.end(),
                      [](const BilingualSegment& each) { return each.target && !is_blank(*each.target); });
    if (lost == 0) continue;
    counts.refused += static_cast<std::size_t>(lost);
    report({msg("unit {1} of the translated file is not in the other", std::get<1>(key)), {translated.path(), 0, 0}});
  }
  return counts;
}

}  // namespace oimtm::formats
