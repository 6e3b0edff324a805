// The release itself, within a scraped page. Private to formats/.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "formats/filter.h"
#include "formats/lines.h"
#include "text/document.h"

namespace oimtm::formats {

// An article's blocks, a window of its lines after the other: paragraphs made whole, each
// with its kind, and the dateline of the first marked.
class Article {
 public:
  // Gives the blocks of `lines`, blank ones among them, to `sink`. Unless the article ends
  // with them, the last block is kept back: it may go on, or what follows may say of what
  // kind it is. Returns how many lines were used; the next call begins with the others.
  std::size_t read(std::span<const Line> lines, bool is_last, const BlockSink& sink);

 private:
  friend class Kinds;
  struct Paragraphs;

  // A paragraph of `all` lines.
  void add(std::span<const Line> all, std::span<const Line> paragraph, bool is_item, Paragraphs& found);

  bool is_begun_ = false;  // the title was looked for
  bool has_body_ = false;  // its first paragraph was seen
  bool in_contact_ = false;
  bool in_list_ = false;
  bool has_star_ = false;  // a word before had one, which a note explains
};

// All at once.
std::vector<text::Block> article_blocks(std::span<const Line> lines);

}  // namespace oimtm::formats
