/**
 * Short wire stories of our own, one for each kind of event; nothing in them happened.
 *
 * @type {{name: string, article: import("./types.js").Article}[]}
 */
export const SAMPLES = [
  {
    name: "Talks on a dam",
    article: {
      title: "Egypt and Ethiopia resume talks on Nile dam",
      date: "2021-04-06",
      text: `KINSHASA, April 6 - Egyptian Foreign Minister Sameh Shoukry met his Ethiopian counterpart in Kinshasa on Tuesday to discuss the filling of a dam on the Blue Nile.

Sudan urged Ethiopia to release data on the water level, and the African Union offered to mediate. Ethiopia rejected the proposal but agreed to meet Sudan again in May.

"We will sign an agreement with Egypt when our rights are respected," an Ethiopian official told reporters. Rain is expected over the highlands this week.`,
    },
  },
  {
    name: "A border under fire",
    article: {
      title: "Shells hit Armenian villages as ceasefire fails",
      date: "2020-10-12",
      text: `Azerbaijani troops shelled two Armenian villages on Monday, hours after Russia had persuaded both sides to observe a ceasefire.

Armenia accused Azerbaijan of attacking civilians and threatened to retaliate. Azerbaijan denied the accusation and said that Armenian forces had fired rockets at its soldiers first.

France condemned Azerbaijan, Turkey promised to support Azerbaijan, and Iran called on Armenia and Azerbaijan to stop fighting. Georgia did not close its border with Armenia.`,
    },
  },
  {
    name: "Sanctions and grain",
    article: {
      title: "EU imposes sanctions on Belarus",
      date: "2021-06-22",
      text: `BRUSSELS - The European Union imposed sanctions on Belarus on Tuesday and froze the assets of seven ministers. Belarus recalled its ambassador from Brussels and expelled two Polish diplomats.

Russia criticized the European Union and pledged to lend Belarus $500 million. Ukraine may ban imports from Belarus, and Lithuania has refused to negotiate with Minsk.

Kazakhstan, which signed a trade agreement with Belarus last month, said it would continue to sell wheat to Belarus.`,
    },
  },
  {
    name: "Streets and police",
    article: {
      title: "Kenyan police break up protest over fuel prices",
      date: "2023-03-20",
      text: `NAIROBI - Thousands of demonstrators marched through Nairobi on Monday to protest against the Kenyan government. Kenyan police fired tear gas at the protesters and arrested a dozen students.

The opposition accused the government of ignoring the poor and demanded the release of the students. The Kenyan president rejected the demand, but Kenyan lawmakers promised to review the price of fuel.

The United States expressed concern over the arrests and asked Kenya to investigate the police.`,
    },
  },
  {
    name: "After the flood",
    article: {
      title: "Japan sends relief to flooded Pakistan",
      date: "2022-09-02",
      text: `Japan sent tents and medicine to Pakistan on Friday, and the World Food Programme delivered food to the flooded province of Sindh. Pakistan thanked Japan and appealed to Germany for help.

India offered Pakistan humanitarian aid, though the two countries have not restored diplomatic relations. China will provide Pakistan with $50 million.

Afghan troops opened the border crossing at Torkham. The United Nations praised Afghanistan for letting the convoys pass.`,
    },
  },
];
