// Documents: the original bytes of a file, and the translatable blocks found in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"
#include "text/segment.h"

namespace oimtm::text {

// What a block is. `about` is running prose in a page's frame, such as an agency's
// mission statement: it is segmented, aligned and stored like the body. `menu` is the
// frame's labels and items: never stored.
enum class BlockKind { title, body, list, quote, contact, about, menu };

// "title", "body" ... and back; nothing for a name that is none.
std::string_view to_string(BlockKind kind);
std::optional<BlockKind> block_kind(std::string_view name);

// One translatable piece of a file.
struct Block {
  std::string id;  // stable as long as the file does not change; unique in its document
  BlockKind kind = BlockKind::body;
  Segment content;                    // the whole block, unsplit; its ranges are in the file
  std::optional<ByteRange> dateline;  // "Libya - ": bytes of the content's text
  std::string reason;                 // why it is of this kind, in a word or two
  bool is_whole = false;              // one segment as it is, empty or not: never split
};

// The original bytes and the blocks found in them: in order, not overlapping.
struct Document {
  std::string name;  // as the user knows it: a path, or a title
  LanguageTag language;
  std::string original;  // its bytes, as the file has them
  std::vector<Block> blocks;
};

// A document's segments, in order, as they are aligned and stored.
struct DocumentSegment {
  Segment segment;
  BlockKind kind = BlockKind::body;
  std::string block;                  // id of the block that it is a piece of
  std::optional<ByteRange> dateline;  // bytes of the segment's text
};

struct SegmentedDocument {
  std::string name;
  LanguageTag language;
  std::uint64_t content_hash = 0;  // of the file's bytes: the same file is the same document; 0: no file is known
  std::vector<DocumentSegment> segments;
};

}  // namespace oimtm::text
