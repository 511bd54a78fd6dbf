/**
 * Linke turbidity at air mass 2, January to December, at Rennes: Remund, Wald, Lefèvre, Ranchin and Page, "Worldwide Linke turbidity
 * information", ISES Solar World Congress (2003), the SoDa map. It varies by 0.2 over Brittany.
 */
export const westernTurbidity = [3.35, 3.25, 3.25, 3.95, 3.8, 3.6, 3.8, 3.8, 3.95, 3.1, 3.25, 2.95] as const
