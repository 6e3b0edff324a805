// Placeables: what a text has that is not translated but taken over, or written anew by
// rule. Numbers and addresses are tokens by themselves (text/tokens.h); here are those that
// are made of several tokens.
#pragma once

#include <string_view>
#include <vector>

#include "text/language.h"
#include "text/tokens.h"

namespace oimtm::text {

// The tokens of `text` as look-ups compare them: tokenize(), and one token for each
//
//   date    in figures (12/05/2013, 12.05.2013, 2013-05-12), with the month's name in
//           `language` as ICU knows it (12 mai 2013, May 12, 2013, May 2013), or as
//           2013年5月12日. A name that begins with a small letter where the language
//           writes a capital is none: "may 5".
//   phone   +41 22 717 91 11, 01 23 45 67 89, (212) 555-0100
//   code    capitals and figures, with - _ / . : between them: UTF-8, S/RES/2334
//
// Folded, all of one kind are one.
//
// Threads: any number at the same time.
std::vector<Token> match_tokens(std::string_view text, const LanguageTag& language);

}  // namespace oimtm::text
