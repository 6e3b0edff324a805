#include "text/document.h"

#include <array>
#include <utility>

namespace oimtm::text {

namespace {

constexpr std::array<std::pair<BlockKind, std::string_view>, 7> kKinds = {{
    {BlockKind::title, "title"},
    {BlockKind::body, "body"},
    {BlockKind::list, "list"},
    {BlockKind::quote, "quote"},
    {BlockKind::contact, "contact"},
    {BlockKind::about, "about"},
    {BlockKind::menu, "menu"},
}};

}  // namespace

std::string_view to_string(BlockKind kind) {
  for (const auto& [value, name] : kKinds)
    if (value == kind) return name;
  return "body";
}

std::optional<BlockKind> block_kind(std::string_view name) {
  for (const auto& [value, known] : kKinds)
    if (known == name) return value;
  return std::nullopt;
}

}  // namespace oimtm::text
