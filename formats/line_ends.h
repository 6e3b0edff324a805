// Whether a sentence can end with a line, by what stands at its end and at the next one's head.
// Private to formats/.
#pragma once

#include <string_view>

#include "formats/text_source.h"

namespace oimtm::formats {

// 0 if the line is empty. The last one is no accent of its own, as é may be written in two.
char32_t first_character(std::string_view line);
char32_t last_character(std::string_view line);

// A line of signs, such as "***" or "-----", that parts what is before it from what follows.
bool is_rule(std::string_view line);

// A letter, a figure, a comma, a hyphen or an apostrophe: nothing that ends a sentence.
bool ends_openly(std::string_view line);

// The item of a list, and the word before the next: "...; and", "... ; et".
bool ends_item(std::string_view line);

// Whether the next line goes on with this one's sentence, by grammar alone. Either no punctuation
// ends something, and lower case stands behind it, perhaps in brackets; or this one ends in a word that wants another
// (of, the, and, de, M.), in Chinese and Japanese in a comma or a particle. Brackets and words
// that want another count only in lines so wide that they may have been wrapped: a label of a page may be
// "About the".
bool flows_on(const Line& line, const Line& next);

// Whether the sentence goes on behind a comma, though with a capital or a figure: of `line`
// between two others, where the one before may be none. Lines that all end so are items.
bool continues_behind_comma(const Line* before, const Line& line, const Line& next);

}  // namespace oimtm::formats
