#include "tm/phrases/sentences.h"

#include <algorithm>

#include "tm/phrases/document_counter.h"

namespace oimtm::tm {

namespace {

// Forms that have the beginning of a repeat in them: others are like no other.
std::vector<bool> forms_with_repeats(const Forms& forms, const Repeats& repeats) {
  std::vector<bool> begins(forms.words_in_all(), false);
  for (const Repeat& repeat : repeats.repeats)
    for (std::uint32_t row = repeat.first_row; row <= repeat.last_row; ++row) begins[repeats.places[row]] = true;
  std::vector<bool> result(forms.size(), false);
  for (FormId form = 0; form < forms.size(); ++form) {
    const std::uint32_t begin = forms.begin(form);
    for (std::size_t at = 0; at < forms.words(form).size() && !result[form]; ++at) result[form] = begins[begin + at];
  }
  return result;
}

std::vector<FormId> most_frequent_first(const Forms& forms, const std::vector<bool>& wanted) {
  std::vector<FormId> order;
  for (FormId form = 0; form < forms.size(); ++form)
    if (wanted[form]) order.push_back(form);
  std::sort(order.begin(), order.end(), [&](FormId a, FormId b) {
    const auto key = [&](FormId form) {
      return std::tuple(forms.documents(form).size(), forms.words(form).size(), ~form);
    };
    return key(a) > key(b);
  });
  return order;
}

}  // namespace

std::vector<Cluster> group_sentences(const Forms& forms, const Repeats& repeats, const WordWeights& weights,
                                     std::uint32_t min_documents) {
  std::vector<Cluster> groups;
  VariantIndex index(weights);
  for (const FormId form : most_frequent_first(forms, forms_with_repeats(forms, repeats))) {
    const Stretch whole{form, 0, static_cast<std::uint32_t>(forms.words(form).size())};
    std::optional<std::uint32_t> group = index.find(forms.words(form));
    if (!group) {
      group = static_cast<std::uint32_t>(groups.size());
      groups.push_back({whole, true, {}, 0, 0, {}});
      index.add(forms.words(form));
    }
    groups[*group].members.push_back(whole);
  }
  DocumentCounter counter(forms);
  for (Cluster& group : groups) {
    counter.start();
    for (const Stretch& member : group.members) counter.add(forms.documents(member.form));
    group.documents = counter.count();
  }
  std::erase_if(groups, [&](const Cluster& group) { return group.documents < min_documents; });
  return groups;
}

}  // namespace oimtm::tm
