#include "cli/work_files.h"

#include "cli/unit_output.h"
#include "formats/bilingual.h"
#include "formats/input.h"

namespace oimtm::cli {

namespace {

// What cannot be looked at is a document: reading it tells why.
bool is_xliff(const std::string& file, const std::string& input) {
  if (input == "xliff") return true;
  if (input != "auto" || is_read_once(file)) return false;
  try {
    std::string head(4096, '\0');
    formats::ByteSource source(file);
    head.resize(source.read(head.data(), head.size()));
    return formats::looks_like_xliff(head);
  } catch (const UsageError&) {
    return false;
  }
}

// A document as a work file holds it.
struct WholeDocument {
  text::Document document;
  std::vector<text::DocumentSegment> segments;  // their ranges are in document.original
};

WholeDocument read_whole(const OpenDocument& document, bool keeps_all) {
  WholeDocument whole{{document.name, document.language, document.bytes, {}}, {}};
  document.read([&](text::Block&& block) {
    const bool is_frame = block.kind == text::BlockKind::menu || block.kind == text::BlockKind::about;
    if (is_frame && !keeps_all) return;
    for (text::DocumentSegment& piece : text::split_block(block, document.segmenter)) {
      for (text::ByteRange& range : piece.segment.ranges) range = document.source.in_file(range);
      whole.segments.push_back(std::move(piece));
    }
  });
  return whole;
}

// Adds XLIFF of other tools.
void add_bilingual(const std::vector<std::string>& files, bool leaves_out_bad, formats::WorkFile& work,
                   WorkFileCounts& counts, Console& console) {
  for (const std::string& file : files) {
    try {
      const std::string bytes = formats::read_file(file);
      counts.segments += work.add_bilingual(file, bytes);
      ++counts.documents;
    } catch (const Error& error) {
      if (!leaves_out_bad) throw;
      console.fail(error);
      ++counts.left_out;
    }
  }
}

}  // namespace

WorkFileCounts write_work_file(DocumentOptions options, const text::LanguageTag& target, bool keeps_all,
                               const std::string& path, Console& console) {
  TextOutput output(path, console);
  formats::WorkFile work({options.language, target, {}}, [&](std::string_view part) { output.write(part); });
  std::vector<std::string> bilingual;
  std::vector<std::string> documents;
  for (const std::string& each : options.paths)
    for (std::string& file : formats::list_documents(each))
      (is_xliff(file, options.input) ? bilingual : documents).push_back(std::move(file));
  WorkFileCounts counts;
  options.paths = std::move(documents);
  options.is_whole = true;
  if (options.input == "xliff") options.input = "auto";
  const auto make = [&](const OpenDocument& document, const auto& emit) { emit(read_whole(document, keeps_all)); };
  DocumentReader reader(options, console);
  reader.for_each<WholeDocument>(make, [&](WholeDocument&& whole) {
    ++counts.documents;
    counts.segments += whole.segments.size();
    work.add(whole.document, whole.segments);
  });
  counts.left_out = reader.left_out();
  add_bilingual(bilingual, options.leaves_out_bad, work, counts, console);
  if (counts.documents == 0) throw UsageError(msg("none of the files could be read"));
  work.finish();
  output.finish();
  return counts;
}

}  // namespace oimtm::cli
