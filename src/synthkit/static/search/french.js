/* Words as search.py puts them into the index: without accents, ligatures taken apart, « ee » as « e », then stemmed. */
window.Stemmer = ((Snowball) => function () {
  const inner = new Snowball();
  this.stemWord = (word) => inner.stemWord(
    word.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae")
      .replace(/ee(s?)$/, "e$1"),
  );
})(window.Stemmer);
/* Elided articles stand apart: « l’éthique » is looked for as « éthique ». */
var splitQuery = (query) =>
  query.split(/[^\p{Letter}\p{Mark}\p{Number}_\p{Emoji_Presentation}]+/gu).filter((term) => term);
