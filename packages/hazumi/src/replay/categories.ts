/**
 * The record's categories in this market's tree, by slug. The record's words are the marketplace's own, in Portuguese; what is not
 * here goes to `other`.
 */
const slugs: Readonly<Record<string, readonly string[]>> = {
  'womens-apparel': ['fashion_roupa_feminina'],
  'mens-apparel': ['fashion_roupa_masculina'],
  underwear: ['fashion_underwear_e_moda_praia'],
  apparel: ['fashion_esporte'],
  shoes: ['fashion_calcados'],
  bags: ['fashion_bolsas_e_acessorios', 'malas_acessorios'],
  gifts: ['relogios_presentes', 'artigos_de_festas', 'artigos_de_natal', 'cool_stuff', 'flores'],
  beauty: ['beleza_saude'],
  perfume: ['perfumaria'],
  food: ['alimentos', 'alimentos_bebidas', 'la_cuisine'],
  drinks: ['bebidas'],
  home: ['casa_conforto', 'casa_conforto_2'],
  furniture: [
    'moveis_sala',
    'moveis_quarto',
    'moveis_colchao_e_estofado',
    'moveis_cozinha_area_de_servico_jantar_e_jardim',
  ],
  decoration: ['moveis_decoracao'],
  bedding: ['cama_mesa_banho'],
  household: ['utilidades_domesticas'],
  appliances: ['eletrodomesticos', 'eletrodomesticos_2', 'climatizacao'],
  'small-appliances': [
    'eletroportateis',
    'portateis_casa_forno_e_cafe',
    'portateis_cozinha_e_preparadores_de_alimentos',
  ],
  digital: ['eletronicos', 'tablets_impressao_imagem'],
  phones: ['telefonia', 'telefonia_fixa'],
  computers: ['informatica_acessorios', 'pcs'],
  'audio-video': ['audio', 'dvds_blu_ray'],
  cameras: ['cine_foto'],
  games: ['consoles_games', 'pc_gamer'],
  baby: ['bebes', 'fashion_roupa_infanto_juvenil'],
  'baby-care': ['fraldas_higiene'],
  toys: ['brinquedos'],
  books: ['livros_interesse_geral', 'livros_tecnicos', 'livros_importados'],
  stationery: ['papelaria', 'moveis_escritorio'],
  sports: ['esporte_lazer'],
  pets: ['pet_shop'],
  'garden-tools': [
    'ferramentas_jardim',
    'casa_construcao',
    'construcao_ferramentas_construcao',
    'construcao_ferramentas_ferramentas',
    'construcao_ferramentas_iluminacao',
    'construcao_ferramentas_jardim',
    'construcao_ferramentas_seguranca',
  ],
  automotive: ['automotivo'],
  crafts: ['artes', 'artes_e_artesanato'],
  music: ['instrumentos_musicais', 'musica', 'cds_dvds_musicais'],
};

const slugOf = new Map(
  Object.entries(slugs).flatMap(([slug, names]) => names.map((name) => [name, slug] as const)),
);

export const otherCategory = 'other';

/** The slug of a category of the record; `other` for one that is unknown or missing. */
export const categorySlug = (recorded: string): string => slugOf.get(recorded) ?? otherCategory;
