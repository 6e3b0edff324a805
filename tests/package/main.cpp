#include <iostream>

#include "align/units.h"
#include "formats/filter.h"
#include "tm/memory.h"

int main(int, char** argv) {
  namespace text = oimtm::text;
  auto memory = oimtm::tm::Memory::open(argv[1], oimtm::tm::Memory::Access::write);
  const text::LanguageTag english("en");
  const text::LanguageTag french("fr");
  const text::TranslationUnit unit{
      {{english, {"Save the file", {}, {}}, {}, {}, {}}, {french, {"Enregistrer le fichier", {}, {}}, {}, {}, {}}},
      {},
      {},
      {}};
  memory.add({&unit, 1}, {"consumer", "", false});
  for (const oimtm::tm::Match& match :
       memory.lookup({.segment = {"Save the files", {}, {}}, .source = english, .target = {}, .context = {}}))
    std::cout << match.score.net << " " << match.target_variant()->segment.text << "\n";
  return oimtm::formats::filters().empty() ? 1 : 0;
}
