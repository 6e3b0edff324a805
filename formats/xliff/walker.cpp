#include "formats/xliff/walker.h"

#include <algorithm>
#include <array>

#include "formats/xliff/names.h"
#include "text/error.h"

namespace oimtm::formats::xliff {

bool UnitWalker::enter(const XmlNode& tag) {
  constexpr std::array<std::string_view, 5> kContainers = {"xliff", "file", "body", "group", "bin-unit"};
  if (scopes_.empty() && (tag.local() != "xliff" || !is_core(tag.space)))
    throw InputError(msg("not XLIFF: its root is <{1}>", tag.name), at(tag));
  const bool is_container =
      is_core(tag.space) && std::find(kContainers.begin(), kContainers.end(), tag.local()) != kContainers.end();
  if (!is_container) return false;
  scopes_.push_back(within(scopes_.empty() ? Scope() : scopes_.back(), tag));
  container(tag, scopes_.back());
  return true;
}

void UnitWalker::leave(const XmlNode& tag) {
  scopes_.pop_back();
  end_container(tag);
}

void UnitWalker::whole(XmlNode element) {
  if (is_unit(element))
    unit_element(std::move(element), scopes_.back());
  else
    other(element);
}

}  // namespace oimtm::formats::xliff
