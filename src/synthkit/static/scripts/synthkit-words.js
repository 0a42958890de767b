/* Sphinx's translations without its way to count: it makes a function of a text, which a strict policy of security refuses. */
(() => {
  const forms = ["zero", "one", "two", "few", "many", "other"];

  Documentation.addTranslations = ({ messages, locale }) => {
    Object.assign(Documentation.TRANSLATIONS, messages);
    Documentation.LOCALE = locale;
    const rules = new Intl.PluralRules(locale.replace(/@.*/, "").replaceAll("_", "-"));
    // catalogues have the forms of their language in this order
    const known = forms.filter((form) => rules.resolvedOptions().pluralCategories.includes(form));
    Documentation.PLURAL_EXPR = (count) => known.indexOf(rules.select(count));
  };

  Documentation.ngettext = (singular, plural, count) => {
    const said = Documentation.TRANSLATIONS[singular];
    if (!Array.isArray(said)) return count === 1 ? singular : plural;
    return said[Math.min(Documentation.PLURAL_EXPR(count), said.length - 1)];
  };
})();
